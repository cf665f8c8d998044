/// Why it is asked whether Feishu took a sync, though it said so: it drops some in silence (feishu-api.md §3.4, §3.7).
public enum SyncDoubt: String, Sendable, Hashable, CaseIterable {
    /// An earlier try of the call may have been processed, and its answer is not known.
    case lostAnswer = "lost_answer"
    /// It came soon after another call of the same instance.
    case soon
    /// It may have been under way at a former owner of its partition.
    case takeover
    /// None: one of the share of all the others.
    case sample
}
