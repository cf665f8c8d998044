import FeishuTypes
import YAML

/// Values as YAML that reads back as the same.
enum YAMLText {
    /// Plain where that can't be mistaken for anything else, else in double quotes.
    static func quoted(_ text: String) -> String {
        let text = text.isEmpty ? text : escapedReferences(text)
        if isPlain(text) { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFEFF {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    static func value(_ value: SettingValue) -> String {
        switch value {
        case .none: ""
        case .text(let text): quoted(text)
        case .secret: "<redacted>"
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        case .duration(let duration): duration.words
        case .list(let texts): "[" + texts.map(quoted).joined(separator: ", ") + "]"
        case .pairs(let pairs):
            "{" + pairs.map { "\(quoted($0.name)): \(quoted($0.value))" }.joined(separator: ", ") + "}"
        case .rules(let rules):
            "["
                + rules.map { "{source: \(quoted($0.source)), topic: \(quoted($0.topic))}" }.joined(separator: ", ")
                + "]"
        case .words(let words): self.words(words)
        case .notifications(let entries): "[" + entries.map(notification).joined(separator: ", ") + "]"
        case .apps: "[]"
        }
    }

    private static func words(_ words: LocalText) -> String {
        switch words {
        case .plain(let text): return quoted(text)
        case .byLocale(let texts):
            let pairs = texts.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \(quoted($0.value))" }
            return "{" + pairs.joined(separator: ", ") + "}"
        }
    }

    private static func notification(_ entry: NotificationEntry) -> String {
        var fields: [String] = []
        for key in ConfigurationTable.notificationKeys {
            switch key.kind.value(in: entry) {
            case .none, .list([]): break
            case let value: fields.append("\(key.path): \(self.value(value))")
            }
        }
        return "{" + fields.joined(separator: ", ") + "}"
    }

    /// `${` would be taken for a reference to the environment.
    private static func escapedReferences(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let character = rest.first {
            if rest.hasPrefix("${") { result += "$" }
            result.append(character)
            rest = rest.dropFirst()
        }
        return result
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic || first == "/" else {
            return false
        }
        guard text.utf8.allSatisfy({ TopicName.isLegal($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") })
        else { return false }
        guard !text.hasSuffix(":"), !["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
        else { return false }
        return true
    }
}
