/// Stops calling an app and API that fails, finds out when it works again, and says which failures are the records' own.
///
/// Closed, all calls start. Passing failures of ``keysToOpen`` different keys without a success between open it, as do so many
/// failures in a row that no record can be the reason of (nothing was sent). Open, one call at a time goes out to see, a *probe*,
/// no two within a second. A probe's success makes it half-open: what may start doubles with each round of successes, and after
/// ``ramp`` it is closed at the latest. A failure in half-open opens it again, but see below.
///
/// Whose fault a failure is:
///
/// * closed: the record's, one attempt, unless nothing was sent;
/// * open: nobody's, as long as nothing succeeds: an outage of hours costs no record an attempt;
/// * a key that failed while open is a *suspect*. When another key then succeeds, the suspect's next failure counts, and with it
///   its last one if that was within ``recency`` before the success. That failure doesn't open the breaker again. So a record that
///   always fails uses up its attempts while others go through;
/// * of several suspects that fail one after the other in half-open without a success between, the first is charged and the second
///   opens it again: each round charges at least one, so rounds end;
/// * where only such records wait, nothing tells them from an outage, and they wait at the pace of probes, until another key
///   succeeds. Fewer than ``crowd`` keys that Feishu has answered with failures for ``patience`` without a success are taken for
///   bad records: their failures count from then on. A crowd that fails for so long is an outage, and waits.
///
/// Pure: the time is an argument, since any fixed instant, and never goes back. Every call that ``began(key:at:)`` tells of ends
/// in one of ``succeeded(key:at:)``, ``failed(key:nothingWasSent:at:)``, ``answered(key:at:)`` and ``abandoned(key:)``; a key has
/// one call at a time. Memory is bounded by ``BreakerSuspects/limit`` keys.
public struct CallBreaker: Sendable {
    public enum State: String, Sendable, Hashable {
        case closed
        case open
        case halfOpen = "half_open"
    }

    public enum Admission: Sendable, Hashable {
        case now
        /// Ask again then, or when a call has ended.
        case after(Duration)
        /// A probe is due, but this key had the last one and others wait.
        case othersFirst
    }

    /// Different keys that fail without a success between.
    public static let keysToOpen = 3
    /// From opening to the first probe.
    public static let firstProbe = Duration.milliseconds(500)
    /// From one probe's start to the next one's: longer with each, up to the cap, so that recovery is seen soon.
    public static let shortestInterval = Duration.seconds(1)
    public static let longestInterval = Duration.milliseconds(1500)
    /// A probe without an answer for so long doesn't keep the next one waiting: a call that a dead connection swallowed would else
    /// hide a target that is back.
    public static let overdue = Duration.seconds(2)
    /// Half-open lasts no longer.
    public static let ramp = Duration.milliseconds(2500)
    /// So many successes close it before that.
    public static let successesToClose = 32
    public static let recency = Duration.seconds(10)
    public static let patience = Duration.seconds(6 * 3600)
    public static let crowd = 8

    public internal(set) var state = State.closed
    /// Different keys that failed since the last success, at most ``keysToOpen``.
    var failing: [String] = []
    /// Failures in a row of calls that nothing was sent of.
    var unreachable = 0
    var suspects = BreakerSuspects()

    // Open.
    /// Of this period without a success.
    var openedAt = Duration.zero
    /// Keys that Feishu answered with failures since then, at most ``crowd``.
    var keysOfPeriod: Set<String> = []
    var nextProbe = Duration.zero
    var probes = 0
    var probe: (key: String, since: Duration)?
    var lastProbed: String?

    // Half-open.
    var halfOpenSince = Duration.zero
    /// Calls that may start, and that did, since then.
    var allowance = 0
    var started = 0
    var successes = 0

    public init() {}

    /// Whether failures are the target's and not the records'.
    public var isOutage: Bool { state == .open }

    /// Whether a call's end may let others start before the time that they were told.
    public var isRestrained: Bool { state != .closed }

    /// Whether a call of the key may start; changes nothing.
    ///
    /// - Parameter othersWait: whether other keys ask too.
    public func admission(key: String, othersWait: Bool, at now: Duration) -> Admission {
        switch state {
        case .closed: return .now
        case .halfOpen:
            let end = halfOpenSince + Self.ramp
            return now >= end || started < allowance ? .now : .after(end - now)
        case .open:
            let free = probe.map { max(nextProbe, $0.since + Self.overdue) } ?? nextProbe
            guard now >= free else { return .after(free - now) }
            return othersWait && key == lastProbed ? .othersFirst : .now
        }
    }

    /// A call that was admitted starts.
    public mutating func began(key: String, at now: Duration) {
        switch state {
        case .closed: break
        case .halfOpen:
            if now >= halfOpenSince + Self.ramp { close() } else { started += 1 }
        case .open:
            probe = (key, now)
            lastProbed = key
            nextProbe = now + min(Self.longestInterval, Self.shortestInterval + .milliseconds(250) * min(probes, 2))
            probes += 1
        }
    }

    /// ``admission(key:othersWait:at:)``, and ``began(key:at:)`` if it may.
    public mutating func admit(key: String, othersWait: Bool = false, at now: Duration) -> Admission {
        let admission = admission(key: key, othersWait: othersWait, at: now)
        if admission == .now { began(key: key, at: now) }
        return admission
    }
}
