/// A copy for one reader (`cc_list[]`). Times are epoch milliseconds.
public struct InstanceCC: Sendable, Hashable {
    /// Unique over the instance, its tasks and its cc; Feishu hides what collides, without an error.
    public var ccID: String
    /// The reader.
    public var user: UserReference
    public var links: Links
    public var readStatus: ReadStatus
    /// JSON in a string.
    public var extra: String?
    /// An i18n key.
    public var title: String?
    public var createTime: Int64
    /// The copy's version.
    public var updateTime: Int64
    public var displayMethod: DisplayMethod?

    public init(
        ccID: String, user: UserReference, links: Links, readStatus: ReadStatus, createTime: Int64, updateTime: Int64
    ) {
        self.ccID = ccID
        self.user = user
        self.links = links
        self.readStatus = readStatus
        self.createTime = createTime
        self.updateTime = updateTime
    }
}
