/// A command's failures so far: how many count, since when, and how long its lane has been open since the first.
///
/// Age is open time (``OpenClock``), so that neither an outage nor a hold makes a record old. All parts are plain values: who keeps
/// attempts, first failure and open time in a receipt can go on after a restart.
public struct RetryAge: Sendable, Hashable {
    /// Counted failures.
    public private(set) var attempts: Int
    /// Of the first counted failure, epoch milliseconds; `nil` before it.
    public private(set) var firstFailedAt: Int64?
    /// Open time before ``mark``.
    private var carried: Duration
    /// The open clock when this process began to count.
    private var mark: Duration?

    public init() { self.init(attempts: 0, firstFailedAt: nil, openTime: .zero, reading: .zero) }

    /// What a former process knew. Numbers below zero are taken for zero.
    ///
    /// - Parameters:
    ///   - openTime: since the first failure, as the former process counted it.
    ///   - reading: of this process's open clock, now.
    public init(attempts: Int, firstFailedAt: Int64?, openTime: Duration, reading: Duration) {
        self.attempts = max(0, attempts)
        self.firstFailedAt = self.attempts > 0 ? firstFailedAt.map { max(0, $0) } : nil
        carried = self.firstFailedAt == nil ? .zero : max(.zero, openTime)
        mark = self.firstFailedAt == nil ? nil : reading
    }

    /// Failures that count.
    ///
    /// - Parameters:
    ///   - count: how many; 0 or less changes nothing.
    ///   - wall: epoch milliseconds.
    ///   - reading: of the open clock.
    public mutating func failed(_ count: Int = 1, wall: Int64, reading: Duration) {
        guard count > 0 else { return }
        attempts += min(count, Int.max - attempts)
        if firstFailedAt == nil {
            firstFailedAt = wall
            mark = reading
        }
    }

    /// Open time since the first failure.
    public func age(reading: Duration) -> Duration {
        mark.map { carried + max(.zero, reading - $0) } ?? .zero
    }
}
