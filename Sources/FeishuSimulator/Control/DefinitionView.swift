/// A definition as an administrator sees it.
public struct DefinitionView: Sendable, Hashable {
    /// The caller's code.
    public var customCode: String
    /// Feishu's code.
    public var realCode: String
    public var app: String
    public var tenant: String
    public var name: String
    public var groupCode: String
    /// Nobody sees a definition without viewers on the initiation page.
    public var isVisible: Bool
    /// How often it was updated since its creation.
    public var updates: Int
    public var isDeleted: Bool
}
