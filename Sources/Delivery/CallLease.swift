/// How long this process may believe that its partitions are still its own.
///
/// Kafka can't stop a process that was suspended and wakes too late: its partitions have another owner by then. The group takes
/// them away a session timeout after it last heard of the member, so an accepted commit proves ownership from the moment
/// it was *sent* until a session timeout later. A call may start while it ends, at the latest, within that time; an
/// outcome may be written within it.
public struct CallLease: Sendable {
    private let session: Duration
    private let call: Duration
    /// Of the latest accepted commit since partitions were last given.
    private var proof: ContinuousClock.Instant?
    /// The same whatever was given since: for what was begun before.
    private var latestProof: ContinuousClock.Instant?

    /// - Parameters:
    ///   - session: the group's session timeout.
    ///   - call: the longest that a call takes; shorter than `session`.
    public init(session: Duration, call: Duration) {
        self.session = session
        self.call = call
    }

    /// Partitions were given: what was proved before says nothing of them.
    public mutating func assigned() { proof = nil }

    /// A commit was accepted.
    ///
    /// - Parameter isOfThisAssignment: whether it was made after partitions were last given.
    public mutating func accepted(sentAt: ContinuousClock.Instant, isOfThisAssignment: Bool) {
        if isOfThisAssignment { proof = max(proof ?? sentAt, sentAt) }
        latestProof = max(latestProof ?? sentAt, sentAt)
    }

    /// Whether a call may start.
    public func permitsCall(at now: ContinuousClock.Instant) -> Bool {
        guard let proof else { return false }
        return now - proof < session - call
    }

    /// Whether an outcome of a call may be written.
    public func permitsOutcome(at now: ContinuousClock.Instant) -> Bool {
        guard let latestProof else { return false }
        return now - latestProof < session
    }

    /// Whether a commit should be made though nothing was done: each third of the session timeout, or at once without any.
    public func isDue(at now: ContinuousClock.Instant) -> Bool {
        guard let proof else { return true }
        return now - proof >= session / 3
    }
}
