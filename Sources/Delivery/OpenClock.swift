/// How long a lane was open: the time during which calls could be made, holds and outages left out.
///
/// What lies between two looks counts as it was at the first of them. Pure: the time is an argument and never goes back.
public struct OpenClock: Sendable {
    private var total = Duration.zero
    private var last: Duration
    public private(set) var isOpen: Bool

    public init(isOpen: Bool = true, at now: Duration = .zero) {
        self.isOpen = isOpen
        last = now
    }

    /// Says how it is from now on.
    public mutating func observe(isOpen: Bool, at now: Duration) {
        total = reading(at: now)
        last = max(last, now)
        self.isOpen = isOpen
    }

    /// Open time up to now.
    public func reading(at now: Duration) -> Duration {
        isOpen ? total + max(.zero, now - last) : total
    }
}
