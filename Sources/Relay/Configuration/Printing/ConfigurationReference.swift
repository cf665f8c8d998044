/// Texts that follow from the table of keys: the tables of docs/configuration.md and the example file. Tests compare them, so
/// that neither says what the loader doesn't do.
public enum ConfigurationReference {
    /// Markdown: every key with its variable, kind, default and purpose.
    public static func table() -> String {
        var text = "| key | variable | values | default | what for |\n|---|---|---|---|---|\n"
        let defaults = RelayConfiguration()
        for key in ConfigurationTable.keys {
            let variable = key.environmentName.map { "`\($0)`" } ?? "see below"
            let file = key.privacy.takesFile ? ", `…_FILE`" : ""
            text +=
                "| `\(key.path)` | \(variable)\(file) | \(key.kindText) | \(cell(key.kind.value(in: defaults))) "
                + "| \(escaped(key.help)) |\n"
        }
        return text
    }

    /// Markdown: the fields of an entry of `feishu.apps`.
    public static func appTable() -> String {
        var text = "| field | variable of the app `default` | default | what for |\n|---|---|---|---|\n"
        for key in ConfigurationTable.appKeys {
            let variable = key.path == "alias" ? "–" : "`\(ConfigurationTable.environmentName("feishu.\(key.path)"))`"
            let standard = cell(key.kind.value(in: AppDraft()))
            text += "| `\(key.path)` | \(variable) | \(standard) | \(escaped(key.help)) |\n"
        }
        return text
    }

    /// Markdown: the fields of an entry of `route.notifications`.
    public static func notificationTable() -> String {
        var text = "| field | what for | example |\n|---|---|---|\n"
        for key in ConfigurationTable.notificationKeys {
            text += "| `\(key.path)` | \(escaped(key.help)) | `\(escaped(key.example ?? ""))` |\n"
        }
        return text
    }

    private static func cell(_ value: SettingValue) -> String {
        if case .secret = value { return "–" }
        let text = YAMLText.value(value)
        return ["", "\"\"", "{}", "[]"].contains(text) ? "–" : "`\(escaped(text))`"
    }

    private static func escaped(_ text: String) -> String { String(text.flatMap { $0 == "|" ? "\\|" : "\($0)" }) }
}
