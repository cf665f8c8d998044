/// One thing that is wrong with a body, said so that its sender can put it right.
public struct FieldProblem: Sendable, Hashable, CustomStringConvertible {
    public enum Severity: String, Sendable, Hashable {
        /// The body can't be used.
        case error
        /// The body is used, but probably doesn't mean what its sender thinks.
        case warning
    }

    /// Where, from the body's root: `task_list[2].status`; empty for the root itself.
    public var path: String
    /// What was expected, what was found, and often what to do. Never holds a secret's value.
    public var problem: String
    public var severity: Severity

    public init(path: String, problem: String, severity: Severity = .error) {
        self.path = path
        self.problem = problem
        self.severity = severity
    }

    public var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
