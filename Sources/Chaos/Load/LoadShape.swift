/// What the load is made of. Shares are 0…1.
public struct LoadShape: Sendable, Hashable {
    /// Approvals under way at once.
    public var keys = 200
    /// Events of one and the same approval.
    public var hotShare = 0.0
    /// The hot approval changes after this many events (at least 1).
    public var hotEvents = Int.max
    /// Events that are published again later, as they were.
    public var repeatShare = 0.01
    /// Records that can't be read, events that can't be right, syncs that Feishu refuses for good.
    public var poisonShare = 0.01

    /// The share of the asked rate that is published: one approval takes one call at a time.
    public var pace = 1.0
    /// A topic that some events name for their answers, and the share that does.
    public var replyTopic: String?
    public var replyShare = 0.0

    public init() {}

    /// The load for these faults.
    public init(for faults: [FaultName], replyTopic: String) {
        self.replyTopic = replyTopic
        replyShare = faults.contains(.replyTopicMissing) ? 0.3 : 0.05
        // With many faults at once none of the loads may crowd the others out.
        let isMix = faults.count > 2
        if faults.contains(.hotKey) {
            hotShare = isMix ? 0.2 : 0.9
            pace = isMix ? 1 : 0.2
            // Its commands go out one by one: a single one would make the drain of a long mix the longest part of it.
            if isMix { hotEvents = 2000 }
        }
        if faults.contains(.duplicateIDs) { repeatShare = isMix ? 0.05 : 0.2 }
        if faults.contains(.poison) { poisonShare = isMix ? 0.05 : 0.2 }
        // What is set aside needs something to set aside.
        if faults.contains(.deadLetterTopicMissing) { poisonShare = max(poisonShare, isMix ? 0.05 : 0.1) }
    }
}
