/// Everything that is wrong with a configuration, at once; never empty.
public struct ConfigurationProblems: Error, Sendable, Hashable {
    /// Those of the file in its order, then those of the environment, of the flags, and what is missing.
    public let problems: [ConfigurationProblem]

    init(_ problems: [ConfigurationProblem]) {
        self.problems = problems.enumerated().sorted { a, b in
            let (left, right) = (Self.rank(a.element), Self.rank(b.element))
            return left == right ? a.offset < b.offset : left < right
        }.map(\.element)
    }

    private static func rank(_ problem: ConfigurationProblem) -> (Int, Int, Int) {
        switch problem.origin {
        case .wholeFile: (0, 0, 0)
        case .file(_, let line, let column): (1, line, column)
        case .secretFile: (2, 0, 0)
        case .environment: (3, 0, 0)
        case .flag: (4, 0, 0)
        case .standard, nil: (5, 0, 0)
        }
    }
}

extension ConfigurationProblems: CustomStringConvertible {
    /// One problem per line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
