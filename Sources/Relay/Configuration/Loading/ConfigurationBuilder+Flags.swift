import Arguments

extension ConfigurationBuilder {
    mutating func readFlags(_ flags: [String: String]) {
        var single: [(ConfigurationKey<AppDraft>, String, ValueSource)] = []
        for (path, text) in flags.sorted(by: { $0.key < $1.key }) {
            switch target(of: path) {
            case .key(let key, _): take(text, key, .flag)
            case .property(let key, let name):
                key.kind.set(.pairs([(name: name, value: text)]), in: &configuration)
                origins[path] = .flag
            case .app(nil, let key): single.append((key, text, .flag))
            case .app(let index?, let key): setField(index, key, text, .flag)
            case nil:
                let known = ConfigurationTable.keys.map(\.path) + ConfigurationTable.appKeys.map { "feishu.\($0.path)" }
                problems.append(
                    ConfigurationProblem(
                        .flag, String(path.prefix(120)),
                        "expected a known key, found one that sets nothing"
                            + Self.didYouMean(nearestName(to: path, among: known))))
            }
        }
        takeSingleApp(single)
    }

    private func target(of path: String) -> SettingTarget? {
        if let key = ConfigurationTable.byPath[path] {
            if case .apps = key.kind { return nil }
            return .key(key, isFile: false)
        }
        for key in ConfigurationTable.keys {
            if case .properties = key.kind, path.hasPrefix(key.path + "."), path.count > key.path.count + 1 {
                return .property(key, name: String(path.dropFirst(key.path.count + 1)))
            }
        }
        for key in ConfigurationTable.appKeys where key.path != "alias" {
            if path == "feishu.\(key.path)" { return .app(nil, key) }
            for (index, app) in apps.enumerated() where path == "feishu.apps.\(app.settings.alias).\(key.path)" {
                return .app(index, key)
            }
        }
        return nil
    }
}
