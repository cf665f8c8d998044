public import ApprovalContract

/// Gives the syncs of one approval their versions, in the order of their lane, whether they are sent, merged or left out.
///
/// v = max(the sync's own time, v of the one before + 1). So versions always grow, and depend on nothing but the records and the
/// ``SyncMark`` of what is done: after a crash the same syncs take the same versions again. A call that was made before the crash can't
/// be newer than a sync that comes after those it carried, whichever are merged this time.
///
/// The bound: a sync's own time counts only up to ``maximumLead`` after its event was routed. A sender whose clock runs ahead (a wrong
/// time zone is eight hours) would otherwise give its time to all later syncs. With the bound they are moved forward by the lead at
/// most, as long as it takes for time to pass it. Times that lag behind need no bound: each is moved just above the one before.
///
/// Live and bulk syncs have topics of their own, without an order between them that would be the same after a crash. So each has
/// a chain of its own, and between the two the version decides.
public struct SyncClock: Sendable, Hashable {
    /// Milliseconds: what clocks that are kept in step are allowed to differ (Kerberos' default).
    public static let maximumLead: Int64 = 300_000
    /// The end of the year 9999.
    static let latest: Int64 = 253_402_300_799_999

    private var live: Int64
    private var bulk: Int64
    private let isUnbounded: Bool

    public init(_ mark: SyncMark) {
        live = mark.live
        bulk = mark.bulk
        isUnbounded = mark.isUnbounded
    }

    /// The version of the next sync.
    ///
    /// - Parameters:
    ///   - time: the sync's own, epoch milliseconds.
    ///   - routedAt: when its event was routed, as the command's record says: not the present time, which would be another after a
    ///     crash. 0 where it isn't known: then the time counts as it is.
    public mutating func version(for time: Int64, routedAt: Int64, _ priority: Priority) -> Int64 {
        let last = last(priority)
        return take(max(bounded(time, routedAt), last &+ 1), priority)
    }

    /// The version of a dead letter that is replayed: what it had, and never more. If newer state went out, its version tells.
    ///
    /// - Parameter given: the version that it had, from its header. Without it, or where it is none that this clock gave, its own
    ///   time counts.
    public mutating func version(
        replaying given: Int64?, _ time: Int64, routedAt: Int64, _ priority: Priority
    ) -> Int64 {
        var version = bounded(time, routedAt)
        if let given, given > version, given <= last(priority) { version = given }
        _ = take(max(version, last(priority)), priority)
        return version
    }

    private func last(_ priority: Priority) -> Int64 { priority == .live ? live : bulk }

    private mutating func take(_ version: Int64, _ priority: Priority) -> Int64 {
        switch priority {
        case .live: live = version
        case .bulk: bulk = version
        }
        return version
    }

    private func bounded(_ time: Int64, _ routedAt: Int64) -> Int64 {
        let limit = routedAt > 0 && !isUnbounded ? min(routedAt, Self.latest) + Self.maximumLead : Self.latest
        return min(max(time, 0), limit)
    }
}
