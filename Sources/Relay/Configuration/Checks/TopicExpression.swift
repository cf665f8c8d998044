/// A `^pattern` of topics, found anywhere from the beginning of a name, as librdkafka's `regexec` does.
///
/// POSIX extended expressions and Swift's agree in what topic patterns are made of (sets, classes, repetition, groups,
/// alternatives, `.` and `$`); they differ in which alternative is taken, which doesn't matter here.
struct TopicExpression {
    private let expression: Regex<AnyRegexOutput>

    /// Nil if it isn't one, or is too long to be meant.
    init?(_ pattern: String) {
        guard pattern.utf8.count <= 1000, let expression = try? Regex(pattern) else { return nil }
        self.expression = expression
    }

    func matches(among names: [String]) -> [String] {
        names.filter { name in
            guard let match = try? expression.firstMatch(in: name) else { return false }
            return match.range.lowerBound == name.startIndex
        }
    }
}
