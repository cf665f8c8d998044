import Arguments

extension ConfigurationBuilder {
    mutating func readEnvironment(ignoring others: Set<String>) {
        let prefix = ConfigurationTable.environmentPrefix
        let targets = environmentTargets()
        var single: [(ConfigurationKey<AppDraft>, String, ValueSource)] = []
        for (name, text) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix(prefix) {
            if others.contains(name) || ConfigurationTable.otherVariables.contains(name) || name == ChaosHooks.variable
            {
                continue
            }
            guard let target = targets[name] else {
                if !ServiceLink.isOne(name) { refuseUnknown(name, targets.keys.sorted()) }
                continue
            }
            if text.isEmpty { continue }
            switch target {
            case .key(let key, let isFile):
                takeVariable(name, text, key, isFile: isFile)
            case .app(nil, let key): single.append((key, text, .environment(name)))
            case .app(let index?, let key): setField(index, key, text, .environment(name))
            case .property: break
            }
        }
        takeSingleApp(single)
    }

    private func environmentTargets() -> [String: SettingTarget] {
        var targets: [String: SettingTarget] = [:]
        for key in ConfigurationTable.keys {
            guard let name = key.environmentName else { continue }
            targets[name] = .key(key, isFile: false)
            if key.privacy.takesFile { targets[name + "_FILE"] = .key(key, isFile: true) }
        }
        for key in ConfigurationTable.appKeys where key.path != "alias" {
            targets[ConfigurationTable.environmentName("feishu.\(key.path)")] = .app(nil, key)
            for (index, app) in apps.enumerated() {
                let name = ConfigurationTable.environmentName("feishu.apps.\(app.settings.alias).\(key.path)")
                targets[name] = .app(index, key)
            }
        }
        return targets
    }

    private mutating func takeVariable(
        _ name: String, _ text: String, _ key: ConfigurationKey<RelayConfiguration>, isFile: Bool
    ) {
        guard isFile else { return take(text, key, .environment(name)) }
        if let other = key.environmentName, !(environment[other] ?? "").isEmpty {
            return report(.environment(name), key.path, "expected \(other) or \(name), found both")
        }
        do throws(BoundedFile.Failure) {
            take(try BoundedFile.readValue(text), key, .environment(name), isFile: true)
        } catch {
            report(
                .environment(name), key.path,
                "expected a file that holds the value at \(Self.shown(text)), found \(error.found)")
        }
    }

    private mutating func refuseUnknown(_ name: String, _ known: [String]) {
        // The common beginning would make all names near each other.
        let prefix = ConfigurationTable.environmentPrefix
        let short = known.map { String($0.dropFirst(prefix.count)) }
        let nearest = nearestName(to: String(name.dropFirst(prefix.count)), among: short).map { prefix + $0 }
        problems.append(
            ConfigurationProblem(
                .environment(String(name.prefix(120))), nil,
                "expected a known variable, found one that sets nothing" + Self.didYouMean(nearest)))
    }
}
