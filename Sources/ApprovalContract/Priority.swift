/// Whether somebody waits for an event's effect, or it is one of a great many that may take hours.
public enum Priority: String, Sendable, Hashable, CaseIterable {
    case live
    /// Goes through topics of its own and gets what live work leaves of Feishu's quota.
    case bulk
}
