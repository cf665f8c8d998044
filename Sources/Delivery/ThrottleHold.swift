/// Holds an app and API back when Feishu throttles it (429, or code 99991400), and lets it go on gently; also what other replicas were
/// told, and waits for a token. What an operator has to put right is on the ``HoldBoard``.
///
/// Source: feishu-api.md §9.2 (wait as long as `x-ogw-ratelimit-reset` says). Rules:
///
/// * a throttle holds for the time that Feishu gave, within ``shortest``…``longest``, a second if it gave none, and a little jitter so
///   that replicas don't return at once;
/// * holds never shorten each other: the longest wins. They are durations from when they were heard, since no two wall clocks agree;
/// * after any hold one call goes first; each success lets two more start, which doubles with each round, and ``ramp`` after the
///   hold's end all may. A hold that is still needed so costs one refused call, not one for each place;
/// * refusals of calls that began after the hold before them, without a success between, wait longer each time, up to
///   ``longestEscalation``: a reset that is missing, zero or too short must not become a stream of refused calls;
/// * a throttle that is over within a second is the second's window: what went through in the second before it is the limit for now,
///   `learned`, or half of the full rate if that much went through. It is tried ``raiseAfter`` after the reset with one call more, and twice as many more with each that goes through, so
///   that it is gone within five seconds of the end of a storm; the price is one refused call in a hundred while it lasts;
/// * calls are spread over the second: beyond ``burst`` of it they start one by one at the full rate, so that few are under way when
///   Feishu begins to refuse;
/// * the minute's window isn't learnt: its reset tells all, and holding longer than told would waste it.
///
/// Pure: the time is an argument, since any fixed instant, and never goes back.
public struct ThrottleHold: Sendable {
    public enum Admission: Sendable, Hashable {
        case now
        /// Ask again then, or when a call has ended.
        case after(Duration)
    }

    public static let shortest = Duration.milliseconds(50)
    /// Feishu's windows are a second and a minute long: what claims more than two minutes is asked again then.
    public static let longest = Duration.seconds(120)
    public static let unsaid = Duration.seconds(1)
    /// Of what isn't a throttle: a month, and room.
    public static let longestHold = Duration.seconds(32 * 86_400)
    public static let longestEscalation = Duration.seconds(4)
    public static let ramp = Duration.seconds(3)
    public static let raiseAfter = Duration.milliseconds(4600)
    /// What was learnt is believed no longer than so long after the last throttle.
    public static let memory = Duration.seconds(60)
    /// Calls that would take so long at the full rate may start at once.
    public static let burst = Duration.milliseconds(60)
    /// Added to the second, since calls spread on their way to Feishu.
    static let margin = Duration.milliseconds(50)

    public internal(set) var heldUntil = Duration.zero
    /// Why, in one word; `nil` when the last hold was over and a call went through.
    public internal(set) var reason: String?

    /// While not all may start: when that ends, and the calls that may start and did since the hold's end.
    var rampEnd: Duration?
    var allowance = 0
    var started = 0
    /// Refusals of calls that began after the hold before, since the last success.
    var refusals = 0

    var starts = RecentStarts()
    /// Calls a second that went through when Feishu refused; `nil` when no limit is known beside the quota.
    var learned: Int?
    /// By how many it was raised last, and when the next raise is due.
    var step = 0
    var raiseAt = Duration.zero
    var forgetAt = Duration.zero
    /// Calls a second that make a learned limit pointless.
    let full: Int
    /// Between two calls at the full rate; zero without one.
    let spacing: Duration
    /// When the next call would be due at that rate (the generic cell rate algorithm's theoretical arrival time).
    var due = Duration.zero

    /// - Parameter perSecond: the configured quota; 0 for none.
    public init(perSecond: Int = 0) {
        full = perSecond > 0 ? min(perSecond, RecentStarts.limit) : RecentStarts.limit
        spacing = perSecond > 0 ? .seconds(1) / perSecond : .zero
    }

    public func isHeld(at now: Duration) -> Bool { now < heldUntil }

    /// Whether a call's end may let others start before the time that they were told.
    public var isRestrained: Bool { rampEnd != nil || learned != nil }

    /// What a throttle's header is worth as a wait: seconds, whole or not.
    public static func wait(seconds: Double?) -> Duration {
        guard let seconds, !seconds.isNaN else { return unsaid }
        return bounded(.milliseconds(Int(min(max(seconds, 0), 1_000_000) * 1000)))
    }

    /// The same of what was read already.
    public static func wait(_ told: Duration?) -> Duration { bounded(told) }

    static func bounded(_ told: Duration?) -> Duration {
        min(max(told ?? unsaid, shortest), longest)
    }

    /// Whether a call may start; changes nothing.
    public func admission(at now: Duration) -> Admission {
        if now < heldUntil { return .after(heldUntil - now) }
        if let rampEnd, now < rampEnd, started >= allowance { return .after(rampEnd - now) }
        let paced = due - Self.burst
        if now < paced { return .after(paced - now) }
        guard let limit = learned, now < forgetAt else { return .now }
        let allowed = now >= raiseAt && step == 0 ? limit + 1 : limit
        guard let oldest = starts.newest(allowed) else { return .now }
        let free = oldest + .seconds(1) + Self.margin
        guard now < free else { return .now }
        return .after(step == 0 && now < raiseAt ? min(free, raiseAt) - now : free - now)
    }

    /// A call that was admitted starts.
    ///
    /// - Returns: the time to name when it ends; no two calls share one.
    public mutating func began(at now: Duration) -> Duration {
        if let end = rampEnd {
            if now >= end { rampEnd = nil } else { started += 1 }
        }
        if learned != nil { takeUp(at: now) }
        due = max(due, now) + spacing
        return starts.append(now)
    }
}
