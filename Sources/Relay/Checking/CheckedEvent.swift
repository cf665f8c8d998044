public import ApprovalContract
public import FeishuTypes

/// What the relay would do with an event of a file.
public struct CheckedEvent: Sendable {
    /// A problem and the line of the file that it is on, counted from 1.
    public struct Finding: Sendable {
        public var line: Int
        public var problem: FieldProblem
    }

    /// The line on which it begins.
    public var line: Int
    public var id: String?
    public var type: String?
    /// What would be asked of Feishu.
    public var commands: [RelayResult.CommandReference]
    /// Why it would be rejected; `nil` if it wouldn't.
    public var reason: Reason?
    /// Violations and warnings, by line.
    public var findings: [Finding]

    public var isRejected: Bool { reason != nil }
    public var hasWarnings: Bool { findings.contains { $0.problem.severity == .warning } }
}
