/// Counts the calls of one app, tenant and API in both windows. Refused calls don't count.
public struct CallMeter: Sendable {
    public struct Refused: Sendable, Hashable {
        /// The full window's limit.
        public var limit: Int
        /// Microseconds until a call would be accepted, at least 1.
        public var wait: Int64
    }

    static let second: Int64 = 1_000_000
    static let minute: Int64 = 60_000_000

    private var sliding = SlidingWindow()
    private var fixedSecond = FixedWindow()
    private var fixedMinute = FixedWindow()

    public init() {}

    /// Counts the call if it fits into both windows.
    public mutating func admit(
        _ limit: RateLimit, _ kind: SimulatorSettings.RateWindow, at now: SimulatorInstant
    ) -> Refused? {
        let second = Refused(limit: limit.perSecond, wait: wait(limit.perSecond, Self.second, kind, now))
        let minute = Refused(limit: limit.perMinute, wait: wait(limit.perMinute, Self.minute, kind, now))
        let longer = minute.wait >= second.wait ? minute : second
        guard longer.wait == 0 else { return longer }
        sliding.append(now, keeping: max(limit.perSecond, limit.perMinute))
        fixedSecond.append(now, length: Self.second)
        fixedMinute.append(now, length: Self.minute)
        return nil
    }

    private func wait(
        _ limit: Int, _ length: Int64, _ kind: SimulatorSettings.RateWindow, _ now: SimulatorInstant
    ) -> Int64 {
        guard limit > 0 else { return 0 }
        switch kind {
        case .sliding:
            guard let oldest = sliding.newest(limit) else { return 0 }
            return max(0, length - now.microseconds(since: oldest))
        case .fixed:
            let window = length == Self.second ? fixedSecond : fixedMinute
            return window.wait(limit: limit, length: length, at: now) ?? 0
        }
    }
}
