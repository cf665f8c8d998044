/// How many calls may start: at most so many in any second and at most so many in any minute.
///
/// Both of Feishu's possible readings are met: a limit that holds for every sliding window holds for each fixed one too.
/// Feishu counts per app, tenant and API (feishu-api.md §9.1).
struct TwoWindowQuota: Sendable {
    enum Admission: Sendable, Hashable {
        case now
        /// Ask again then; the time is exact if nothing else is admitted before.
        case after(Duration)
    }

    /// Calls a second; 0 for no limit.
    let perSecond: Int
    /// Calls a minute; 0 for no limit.
    let perMinute: Int
    /// Added to each window, since calls spread on their way to Feishu.
    let margin: Duration

    /// Start times of the last minute, oldest first.
    private var starts: [Duration] = []
    private var head = 0

    init(perSecond: Int, perMinute: Int, margin: Duration = .milliseconds(50)) {
        self.perSecond = max(0, perSecond)
        self.perMinute = max(0, perMinute)
        self.margin = margin
    }

    var isUnlimited: Bool { perSecond == 0 && perMinute == 0 }

    /// Asks for one call at `now` (time since any fixed instant, never going back), and counts it when it is admitted.
    mutating func admit(at now: Duration) -> Admission {
        guard !isUnlimited else { return .now }
        forget(before: now - .seconds(60) - margin)
        var wait = Duration.zero
        if perSecond > 0, starts.count - head >= perSecond {
            wait = max(wait, starts[starts.count - perSecond] + .seconds(1) + margin - now)
        }
        if perMinute > 0, starts.count - head >= perMinute {
            wait = max(wait, starts[starts.count - perMinute] + .seconds(60) + margin - now)
        }
        guard wait <= .zero else { return .after(wait) }
        starts.append(now)
        return .now
    }

    private mutating func forget(before time: Duration) {
        while head < starts.count, starts[head] < time { head += 1 }
        // Without a limit a minute the last second's starts are enough.
        if perMinute == 0 { head = max(head, starts.count - perSecond) }
        if head >= 1024 {
            starts.removeFirst(head)
            head = 0
        }
    }
}
