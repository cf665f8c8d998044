/// Body of `POST /open-apis/approval/v4/external_instances`: an approval instance with its tasks and copies.
///
/// Feishu echoes it in `data.data`. Times are epoch milliseconds. Source: `reference/approval-v4/external_instance/create`.
public struct InstanceSync: Sendable, Hashable {
    /// On the wire to Feishu the code that it returned for the definition; in events and commands the caller's own.
    public var approvalCode: String
    /// The caller's own, unique within tenant and app.
    public var instanceID: String
    public var status: InstanceStatus
    /// JSON in a string; the document number goes in `business_key`.
    public var extra: String?
    public var links: Links
    /// An i18n key; without it the definition's name is shown.
    public var title: String?
    /// At most 2048 characters of text together.
    public var form: [FormField] = []
    /// The initiator; empty only in Feishu's recipe for cleaning up, and where `userName` names who isn't a person.
    public var user: UserReference
    /// An i18n key.
    public var userName: String?
    /// "" shows the tenant's name.
    public var departmentID: String?
    /// An i18n key.
    public var departmentName: String?
    public var startTime: Int64
    /// 0 while unfinished.
    public var endTime: Int64
    /// The instance's version.
    public var updateTime: Int64
    public var displayMethod: DisplayMethod?
    /// Without it Feishu replaces.
    public var updateMode: UpdateMode?
    /// At most 300.
    public var tasks: [InstanceTask] = []
    /// At most 200.
    public var cc: [InstanceCC] = []
    public var i18nResources: [I18nResource] = []
    /// A secret.
    public var trusteeshipURLToken: String?
    /// Feishu knows only `user_id` here.
    public var trusteeshipUserIDType: UserIDType?
    public var trusteeshipURLs: TrusteeshipURLs?
    public var trusteeshipCacheConfig: TrusteeshipCacheConfig?
    /// Feishu's own statistics; callers shouldn't send it.
    public var resourceRegion: String?

    public init(
        approvalCode: String, instanceID: String, status: InstanceStatus, links: Links, user: UserReference,
        startTime: Int64, endTime: Int64 = 0, updateTime: Int64
    ) {
        self.approvalCode = approvalCode
        self.instanceID = instanceID
        self.status = status
        self.links = links
        self.user = user
        self.startTime = startTime
        self.endTime = endTime
        self.updateTime = updateTime
    }
}
