/// `data` of a definition upsert's answer.
public struct DefinitionAnswer: Sendable, Hashable {
    /// Feishu's own code, which instances must name; never send it to another upsert, which would create a second definition.
    public var approvalCode: String

    public init(approvalCode: String) { self.approvalCode = approvalCode }
}
