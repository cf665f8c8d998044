import YAML

/// All that is wrong with a scenario file.
public struct ScenarioError: Error, Sendable, CustomStringConvertible {
    /// A line each: the place, what was expected and what was found.
    public let problems: [String]

    init(_ problems: [String]) { self.problems = problems }

    public var description: String { problems.joined(separator: "\n") }
}
