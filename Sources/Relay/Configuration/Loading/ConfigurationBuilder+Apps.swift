import Observability

extension ConfigurationBuilder {
    /// `APPROVAL_RELAY_FEISHU_APP_ID` and its like describe the app `default`, which they make if the file has no apps.
    mutating func takeSingleApp(_ fields: [(ConfigurationKey<AppDraft>, String, ValueSource)]) {
        guard let first = fields.first else { return }
        if apps.isEmpty, !failed.contains("feishu.apps") { apps.append(AppDraft()) }
        guard let index = apps.firstIndex(where: { $0.settings.alias == "default" }) else {
            if failed.contains("feishu.apps") { return }
            report(
                first.2.origin(of: Self.scalar("")), "feishu.\(first.0.path)",
                "expected feishu.apps of the file to have an app \"default\", which this would set, found none; "
                    + "use \(ConfigurationTable.environmentName("feishu.apps.<alias>.\(first.0.path)"))")
            return
        }
        for (key, text, source) in fields { setField(index, key, text, source) }
    }

    mutating func setField(
        _ index: Int, _ key: ConfigurationKey<AppDraft>, _ text: String, _ source: ValueSource
    ) {
        guard apps.indices.contains(index) else { return }
        let path = "feishu.apps[\(index)].\(key.path)"
        let origin = source.origin(of: Self.scalar(""))
        guard let value = value(Self.scalar(text), key, at: path, source) else { return }
        // The secret and its file are one setting: the later source wins over both.
        let other = ["app_secret": "app_secret_file", "app_secret_file": "app_secret"][key.path]
        if let other, let before = apps[index].origins[other] {
            if source.isLevel(of: before) {
                return report(origin, path, "expected app_secret or app_secret_file, found both")
            }
            apps[index].origins[other] = nil
            if key.path == "app_secret" {
                apps[index].secretFile = nil
            } else {
                apps[index].settings.appSecret = Secret("")
            }
        }
        key.kind.set(value, in: &apps[index])
        apps[index].origins[key.path] = origin
        if key.privacy == .secret, origin == .flag {
            warnings.append(
                ConfigurationProblem(
                    origin, path, "a secret in a flag can be seen by every user of this machine; prefer app_secret_file"
                ))
        }
    }

    /// A dry run makes no calls, and has a name for what isn't configured.
    var needsApps: Bool { needsFeishu && !configuration.dryRun.isEnabled }

    /// A process that only routes makes no calls.
    var needsSecrets: Bool { needsApps && configuration.roles.contains(.execute) }

    /// Reads the secrets' files and hands the apps over.
    mutating func finishApps() {
        for index in apps.indices {
            let path = "feishu.apps[\(index)]"
            if needsSecrets, isSound("\(path).app_secret_file"), let file = apps[index].secretFile,
                let named = apps[index].origins["app_secret_file"]
            {
                readSecret(file, named, index, path)
            }
            for (field, origin) in apps[index].origins { origins["\(path).\(field)"] = origin }
            sectionOrigins[path] = apps[index].origin
        }
        configuration.feishu.apps = apps.map(\.settings)
    }

    private mutating func readSecret(_ file: String, _ named: ConfigurationOrigin, _ index: Int, _ path: String) {
        do throws(BoundedFile.Failure) {
            apps[index].settings.appSecret = Secret(try BoundedFile.readValue(file))
            apps[index].origins["app_secret_file"] = nil
            apps[index].origins["app_secret"] = .secretFile(file)
        } catch {
            failed.insert("\(path).app_secret")
            report(
                named, "\(path).app_secret_file",
                "expected a file that holds the secret at \(Self.shown(file)), found \(error.found)")
        }
    }
}
