import Kafka
import Observability

extension LoadedConfiguration {
    /// The configuration in effect as YAML: every key with its value and, in a comment, where that came from. Secrets are
    /// `<redacted>`.
    public func effectiveText() -> String {
        var writer = SectionWriter()
        for key in ConfigurationTable.keys {
            writer.enter(key.section)
            switch key.kind {
            case .apps: writeApps(&writer)
            case .properties: writeProperties(key, &writer)
            default: writer.line(key.name, value(of: key), origin(key.path))
            }
        }
        return writer.text
    }

    private func value(of key: ConfigurationKey<RelayConfiguration>) -> String {
        let value = key.kind.value(in: configuration)
        if key.privacy == .address, case .text(let text) = value { return YAMLText.quoted(WebAddress.masked(text)) }
        return YAMLText.value(value)
    }

    private func origin(_ path: String) -> ConfigurationOrigin { origins[path] ?? .standard }

    private func writeProperties(_ key: ConfigurationKey<RelayConfiguration>, _ writer: inout SectionWriter) {
        guard case .pairs(let pairs) = key.kind.value(in: configuration), !pairs.isEmpty else {
            return writer.line(key.name, "{}", .standard)
        }
        writer.line(key.name, "", nil)
        for (name, value) in pairs {
            let shown = KafkaProperties.isSecret(name) ? "<redacted>" : YAMLText.quoted(value)
            writer.line("  " + YAMLText.quoted(name), shown, origin("\(key.path).\(name)"))
        }
    }

    private func writeApps(_ writer: inout SectionWriter) {
        let apps = configuration.feishu.apps
        if apps.isEmpty { return writer.line("apps", "[]", .standard) }
        writer.line("apps", "", nil)
        for (index, app) in apps.enumerated() {
            let fields: [(String, String)] = [
                ("alias", YAMLText.quoted(app.alias)), ("app_id", YAMLText.quoted(app.appID)),
                ("app_secret", app.appSecret.isEmpty ? "\"\"" : "<redacted>"),
                ("tenant_key", app.tenantKey.map(YAMLText.quoted) ?? ""),
                ("app_ticket_file", app.appTicketFile.map(YAMLText.quoted) ?? ""),
            ]
            for (name, value) in fields {
                let mark = name == "alias" ? "  - " : "    "
                writer.line(mark + name, value, origin("feishu.apps[\(index)].\(name)"))
            }
        }
    }
}
