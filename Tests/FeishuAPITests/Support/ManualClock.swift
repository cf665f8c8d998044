/// A clock that moves only when told to.
final class ManualClock {
    private(set) var now: ContinuousClock.Instant

    init() {
        now = ContinuousClock.now
    }

    func advance(by duration: Duration) {
        now = now.advanced(by: duration)
    }
}
