import FoundationEssentials

/// The shell's clock: wall time read once, then only monotonic time, so that a step of the machine's clock moves no window.
struct SimulatorClock: Sendable {
    private let start = ContinuousClock.now
    private let base: Int64

    init() {
        let seconds = Date().timeIntervalSince1970
        base = seconds.isFinite && seconds > 0 && seconds < 1e11 ? Int64(seconds * 1_000_000) : 0
    }

    var now: SimulatorInstant {
        let elapsed = (ContinuousClock.now - start).components
        return SimulatorInstant(microseconds: base)
            .adding(seconds: elapsed.seconds)
            .adding(microseconds: elapsed.attoseconds / 1_000_000_000_000)
    }
}
