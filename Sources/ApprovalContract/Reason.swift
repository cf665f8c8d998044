public import FeishuTypes

/// Why, in words, with every violation that was found.
public struct Reason: Sendable, Hashable {
    public var code: ReasonCode
    /// One sentence: expected, found, what to do. Never a secret.
    public var detail: String
    public var violations: [FieldProblem]

    public init(_ code: ReasonCode, _ detail: String, violations: [FieldProblem] = []) {
        self.code = code
        self.detail = detail
        self.violations = violations
    }
}
