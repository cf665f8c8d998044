/// A point in time that is passed to the core. It never goes back, and starts at the wall clock's time.
public struct SimulatorInstant: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public var microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public static func < (left: SimulatorInstant, right: SimulatorInstant) -> Bool {
        left.microseconds < right.microseconds
    }

    var milliseconds: Int64 { microseconds / 1000 }
    var seconds: Int64 { microseconds / 1_000_000 }

    func adding(microseconds delta: Int64) -> SimulatorInstant {
        let (sum, overflow) = microseconds.addingReportingOverflow(delta)
        guard overflow else { return SimulatorInstant(microseconds: sum) }
        return SimulatorInstant(microseconds: delta < 0 ? .min : .max)
    }

    func adding(seconds: Int64) -> SimulatorInstant {
        let (delta, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return adding(microseconds: overflow ? (seconds < 0 ? .min : .max) : delta)
    }

    /// Microseconds from the earlier one to this, 0 if this is not later.
    func microseconds(since earlier: SimulatorInstant) -> Int64 {
        let (difference, overflow) = microseconds.subtractingReportingOverflow(earlier.microseconds)
        return overflow ? .max : max(0, difference)
    }
}
