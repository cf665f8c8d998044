public enum ReadStatus: String, Sendable, Hashable, CaseIterable {
    case read = "READ"
    case unread = "UNREAD"
    /// An empty string: the third party doesn't know who has read what.
    case unsupported = ""
}
