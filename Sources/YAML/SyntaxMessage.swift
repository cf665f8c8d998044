/// Turns what libyaml says of a mistake into "expected …, found …", with the remedy for the frequent ones.
struct SyntaxMessage {
    struct Context {
        /// "while parsing a block mapping"
        var words: String
        /// Where that began.
        var line: Int
    }

    let text: String

    init(problem: String, found: String, context: Context?) {
        let place = context.map { " (\($0.words) that begins in line \($0.line))" } ?? ""
        text = "expected \(Self.expected(problem, found: found)), found \(found)\(place)"
    }

    private static func expected(_ problem: String, found: String) -> String {
        let notFound = "did not find expected "
        if found == "a tab" { return "spaces (YAML indents with them alone)" }
        if problem == "did not find expected node content" { return "a value" }
        if problem.hasPrefix(notFound) { return withArticle(String(problem.dropFirst(notFound.count))) }
        return switch problem {
        case "mapping values are not allowed in this context":
            "no key here (indent it like its neighbours, or quote a text that contains \": \")"
        case "could not find expected ':'":
            "\":\" after a key in the same line"
        case "found character that cannot start any token":
            "a key, a value or a list item (quote a text that begins with @, ` or %)"
        case "found unexpected end of stream":
            "the closing quote of a text"
        case "block sequence entries are not allowed in this context":
            "no list item here (put it in a line of its own)"
        default:
            "well-formed YAML – \(problem)"
        }
    }

    /// "key" → "a key"; "',' or ']'" and "<document start>" stay.
    private static func withArticle(_ words: String) -> String {
        guard let first = words.unicodeScalars.first, first.properties.isAlphabetic else { return words }
        return ("aeiou".unicodeScalars.contains(first) ? "an " : "a ") + words
    }
}
