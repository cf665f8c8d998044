/// Where Feishu fetches what it shows of an instance in trusteeship.
public struct TrusteeshipURLs: Sendable, Hashable {
    public var formDetailURL: String?
    public var actionDefinitionURL: String?
    public var approvalNodeURL: String?
    public var actionCallbackURL: String?
    public var pullBusinessDataURL: String?

    public init() {}
}
