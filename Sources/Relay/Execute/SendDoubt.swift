import ApprovalContract

/// What is known of a send's earlier attempts, in this process and before it.
///
/// Feishu sends a message with a `uuid` once within an hour (feishu-api.md §6.5): until then a repeat does no harm, whether it knows the
/// `uuid` alone or with the recipient, and whether it answers a repeat with the first message's id or without one. Beyond it a repeat
/// could send the message twice, and the send is set aside as `in_doubt`.
final class SendDoubt {
    /// Of the first call that may have reached Feishu, epoch milliseconds; `nil` when none has.
    private(set) var since: Int64?
    /// The time that the receipt names for it.
    var notedAt: Int64?
    private let limit: Int64

    /// - Parameters:
    ///   - known: what the receipt says, if it is of this command.
    ///   - limit: the age from which a repeat isn't made.
    init(known: SendAttempt?, limit: Duration) {
        since = known?.at
        notedAt = known?.at
        self.limit = limit.wholeMilliseconds
    }

    /// A call may have reached Feishu.
    func happened(at time: Int64) { since = min(since ?? time, time) }

    /// Why it must not be called again.
    func verdict(at now: Int64) -> Reason? {
        guard let since, now - since >= limit else { return nil }
        return Reason(
            .inDoubt,
            "The message may have been sent \((now - since) / 60_000) minutes ago, and no answer is known; Feishu recognises a repeat for an "
                + "hour only (execute.in_doubt_after). Look whether it arrived before it is sent again.")
    }

    /// Whether the receipt must say that a call is being made. One that reached nobody is noted anew when it has become old, since it
    /// would else be taken for a doubt.
    func mustBeNoted(at now: Int64) -> Bool {
        guard let notedAt else { return true }
        return since == nil && now - notedAt > limit / 4
    }
}
