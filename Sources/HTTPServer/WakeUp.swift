internal import CMicroHTTPD
internal import Glibc

/// Wakes one waiting thread from any other. A wake-up before the wait isn't lost.
final class WakeUp: Sendable {
    private let descriptor: Int32

    /// Nil where the process has no descriptor left.
    init?() {
        descriptor = relay_wakeup_make()
        if descriptor < 0 { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func signal() {
        relay_wakeup_signal(descriptor)
    }

    /// Until a signal or for so many nanoseconds, rounded up to milliseconds (without bound for nil). May end early.
    func wait(nanoseconds: UInt64?) {
        let milliseconds = nanoseconds.map { Int32(clamping: ($0 / 1_000_000) &+ ($0 % 1_000_000 == 0 ? 0 : 1)) }
        relay_wakeup_wait(descriptor, milliseconds ?? -1)
    }
}
