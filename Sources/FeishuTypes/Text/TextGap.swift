/// Texts that one language of a body lacks.
struct TextGap {
    var locale: String
    /// The language that is shown instead.
    var standard: String
    /// All of them, and the first few.
    var count: Int
    var examples: [String]

    /// How many examples are named.
    static let exampleCount = 3

    var problem: String {
        let quoted = examples.map { "\"\(Excerpt.of($0))\"" }.joined(separator: ", ")
        let rest = count > examples.count ? " and \(count - examples.count) more" : ""
        return "\(locale) has no text for \(quoted)\(rest); Feishu shows that in \(standard)"
    }
}
