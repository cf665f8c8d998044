import FeishuTypes

/// What is said about an event or a body is of use to its sender, and bounded.
enum Problems {
    /// Problems of one severity that are listed at most: those of the fields, of the envelope, and the count of the rest.
    static let most = ReadingContext.problemCap + 32

    static func check(_ problems: [FieldProblem]) {
        require(problems.count <= 2 * most, "\(problems.count) problems")
        for problem in problems { check(problem) }
    }

    private static func check(_ problem: FieldProblem) {
        require(!problem.problem.isEmpty, "a problem at \(problem.path) that says nothing")
        require(problem.problem.unicodeScalars.count <= 600, "a problem as long as what it is about: \(problem)")
        require(problem.path.unicodeScalars.count <= 600, "a path as long as what it is in: \(problem)")
    }
}
