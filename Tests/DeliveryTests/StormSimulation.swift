import ScheduleSupport

@testable import Delivery

/// A worker with more to do than it may, and a Feishu whose quota changes without notice: virtual time, one millisecond after the other.
struct StormSimulation {
    struct Limits { var perSecond: Int, perMinute: Int }

    /// What the worker is configured for, and Feishu's ordinary limits.
    var limits: Limits
    /// Feishu's during the storm.
    var storm: Limits
    var stormBegins: Int
    var stormEnds: Int
    var end: Int
    /// Milliseconds there, and back again.
    var way: Int
    var resets = Resets.whole
    var isFixed = false

    enum Resets: Hashable { case whole, exact, missing, zero }

    /// Times at which Feishu took calls and refused them.
    private(set) var taken: [Int] = []
    private(set) var refused: [Int] = []
    /// The latest end of a wait that Feishu gave before a time.
    private(set) var resetEnds: [(told: Int, end: Int)] = []
    private var windows: [Int: (start: Int, count: Int)] = [:]

    init(_ limits: Limits, storm: Limits, from begin: Int, to end: Int, way: Int) {
        self.limits = limits
        self.storm = storm
        stormBegins = begin
        stormEnds = end
        self.end = end + 40_000
        self.way = way
    }

    private func wait(_ limit: Int, _ length: Int, at now: Int) -> Int {
        guard limit > 0 else { return 0 }
        if isFixed {
            guard let window = windows[length], now < window.start + length, window.count >= limit else { return 0 }
            return window.start + length - now
        }
        guard taken.count >= limit else { return 0 }
        return max(0, taken[taken.count - limit] + length - now)
    }

    private mutating func feishu(at now: Int) -> Int? {
        let limit = now >= stormBegins && now < stormEnds ? storm : limits
        let longer = max(wait(limit.perSecond, 1000, at: now), wait(limit.perMinute, 60_000, at: now))
        guard longer == 0 else {
            refused.append(now)
            return longer
        }
        taken.append(now)
        for length in [1000, 60_000] {
            let window = windows[length]
            if let window, now < window.start + length {
                windows[length] = (window.start, window.count + 1)
            } else {
                windows[length] = (now, 1)
            }
        }
        return nil
    }

    mutating func run(_ random: inout SeededGenerator) {
        var hold = ThrottleHold(perSecond: limits.perSecond)
        var quota = TwoWindowQuota(perSecond: limits.perSecond, perMinute: limits.perMinute)
        var arrivals: [Int: [Duration]] = [:]
        var answers: [Int: [(start: Duration, wait: Int?)]] = [:]
        for now in 0..<end {
            let time = Duration.milliseconds(now)
            for start in arrivals.removeValue(forKey: now) ?? [] {
                let wait = feishu(at: now)
                answers[now + way, default: []].append((start, wait))
            }
            for (start, wait) in answers.removeValue(forKey: now) ?? [] {
                guard let wait else {
                    hold.passed(startedAt: start, at: time)
                    continue
                }
                let told: Duration? =
                    switch resets {
                    case .whole: .seconds((wait + 999) / 1000)
                    case .exact: .milliseconds(wait)
                    case .missing: nil
                    case .zero: .zero
                    }
                resetEnds.append((now, now + (told.map { Int($0 / .milliseconds(1)) } ?? 1000)))
                hold.throttled(
                    for: told, startedAt: start, random: Double(random.below(1000)) / 1000, at: time)
            }
            while hold.admission(at: time) == .now, quota.admit(at: time) == .now {
                arrivals[now + way + random.below(way / 4 + 1), default: []].append(hold.began(at: time))
            }
        }
    }

    /// When the storm was over and no reset that Feishu gave lay ahead.
    var isOver: Int {
        resetEnds.reduce(stormEnds) { over, reset in reset.told <= over + 5000 ? max(over, reset.end) : over }
    }

    func takenCount(from begin: Int, to end: Int) -> Int { taken.count { $0 >= begin && $0 < end } }
    func refusedCount(from begin: Int, to end: Int) -> Int { refused.count { $0 >= begin && $0 < end } }
}
