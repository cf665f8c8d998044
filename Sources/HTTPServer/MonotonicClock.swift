internal import Glibc

/// Time for the waits below: a count of nanoseconds that never goes back.
enum MonotonicClock {
    static var now: UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }

    /// Brought into 0…`limit`.
    static func nanoseconds(_ duration: Duration, atMost limit: Duration = .seconds(86_400)) -> UInt64 {
        let (seconds, attoseconds) = min(max(duration, .zero), limit).components
        return UInt64(clamping: seconds) &* 1_000_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000)
    }
}
