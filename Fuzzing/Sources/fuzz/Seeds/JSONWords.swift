import Foundation

/// Names and values that documents of the repository hold: what a mutation can't hit by chance.
enum JSONWords {
    static let all: [String] = {
        var words: Set<String> = [
            "\"\"", "[]", "{}", "null", "true", "false", "-0", "0.5", "1e9", "1772328600000", "9223372036854775807",
            "9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616", "1e400",
            "\\u0000", "\\uD83D\\uDE00", "\\uD800", "\"@i18n@1\"", "\u{FEFF}", "2026-03-01T09:30:00+08:00",
        ]
        for text in RepositoryTexts.objects + RepositoryTexts.examples {
            guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else { continue }
            collect(value, &words)
        }
        return words.sorted()
    }()

    private static func collect(_ value: Any, _ words: inout Set<String>) {
        switch value {
        case let object as [String: Any]:
            for (name, member) in object {
                words.insert("\"\(name)\":")
                collect(member, &words)
            }
        case let array as [Any]: for element in array { collect(element, &words) }
        case let text as String where text.utf8.count < 32: words.insert("\"\(text)\"")
        default: break
        }
    }
}
