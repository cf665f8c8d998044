/// Body of `POST /open-apis/approval/v4/external_approvals`: creates or updates a third-party approval definition.
///
/// Feishu resets switches that an update leaves out to `false`, so always send the whole definition.
/// Source: `reference/approval-v4/external_approval/create`. The same fields come back from its `get`.
public struct DefinitionUpsert: Sendable, Hashable {
    /// An i18n key of at least 9 characters.
    public var approvalName: String
    /// The caller's own code (at most 128 characters), which Feishu matches on; not the one that it returns.
    public var approvalCode: String
    /// Needed when the definition is created; may be left out of an update.
    public var groupCode: String?
    /// An i18n key; needed when the group is new.
    public var groupName: String?
    /// An i18n key, shown where the approval is started.
    public var description: String?
    public var external: DefinitionExternal
    /// At most 200. Without any, nobody sees the definition.
    public var viewers: [DefinitionViewer] = []
    /// Ids of at most 200 process administrators.
    public var managers: [String] = []
    public var i18nResources: [I18nResource] = []

    public init(approvalName: String, approvalCode: String, external: DefinitionExternal) {
        self.approvalName = approvalName
        self.approvalCode = approvalCode
        self.external = external
    }
}
