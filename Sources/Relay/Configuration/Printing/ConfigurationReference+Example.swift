extension ConfigurationReference {
    /// The example file: what is required, and every other key commented out with its default.
    ///
    /// Lines that begin with `#` and a space are words; a `#` right before a key turns it off.
    public static func example() -> String {
        var text = """
            # Every key of approval-relay with its default. Values may name variables of the environment: ${NAME},
            # ${NAME:-default}; $${ stands for the characters ${. Flags win over the environment, the environment over this
            # file. What each key is for in full: docs/configuration.md


            """
        var section = ""
        for key in ConfigurationTable.keys {
            open(key.section, from: &section, &text)
            let indent = indentation(section)
            text += comment(key.help + defaultText(key), indent)
            text += lines(key, indent)
        }
        return text
    }

    private static func indentation(_ section: String) -> String {
        String(repeating: "  ", count: section.isEmpty ? 0 : section.split(separator: ".").count)
    }

    private static func open(_ new: String, from section: inout String, _ text: inout String) {
        guard new != section else { return }
        let help = ConfigurationTable.sections.first { $0.path == new }?.help ?? ""
        let name = new.split(separator: ".").last ?? ""
        let indent = String(indentation(new).dropLast(2))
        // A section whose keys are all turned off is null, which counts as empty.
        text += "\n" + comment(help, indent) + "\(indent)\(name):\n"
        section = new
    }

    private static func defaultText(_ key: ConfigurationKey<RelayConfiguration>) -> String {
        let standard = YAMLText.value(key.kind.value(in: RelayConfiguration()))
        return ["", "\"\"", "{}", "[]"].contains(standard) ? "" : " Default: \(standard)."
    }

    private static func lines(_ key: ConfigurationKey<RelayConfiguration>, _ indent: String) -> String {
        if case .apps = key.kind { return appLines(indent) }
        if key.path == "kafka.bootstrap_servers" { return "\(indent)\(key.name): \(key.example ?? "")\n" }
        let value = key.example ?? YAMLText.value(key.kind.value(in: RelayConfiguration()))
        return "\(indent)#\(key.name): \(value)\n"
    }

    private static func appLines(_ indent: String) -> String {
        var text = "\(indent)apps:\n"
        for key in ConfigurationTable.appKeys {
            let isRequired = ["alias", "app_id", "app_secret"].contains(key.path)
            let inner = indent + "    "
            // The help of the first field stands before the dash.
            text += comment(key.help, key.path == "alias" ? indent + "  " : inner)
            let value = key.example ?? YAMLText.value(key.kind.value(in: AppDraft()))
            let start = key.path == "alias" ? indent + "  - " : inner
            text += "\(start)\(isRequired ? "" : "#")\(key.path): \(value)\n"
        }
        return text
    }

    /// Wrapped at 120 columns.
    private static func comment(_ words: String, _ indent: String) -> String {
        var lines: [String] = []
        var line = ""
        for word in words.split(separator: " ") {
            if !line.isEmpty, indent.count + 3 + line.count + word.count > 118 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines.map { "\(indent)# \($0)\n" }.joined()
    }
}
