/// When a failed call is tried again: exponential backoff with full jitter, bounded by attempts and by age.
///
/// Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
public struct RetryPolicy: Sendable, Hashable {
    public enum Decision: Sendable, Hashable {
        case retry(after: Duration)
        case attemptsExhausted
        case tooOld
    }

    /// Calls in all, the first included; at least 1.
    public var maximumAttempts: Int
    /// From the first failure.
    public var maximumAge: Duration
    public var base: Duration
    public var cap: Duration

    public init(
        maximumAttempts: Int = 10, maximumAge: Duration = .seconds(3600), base: Duration = .milliseconds(500),
        cap: Duration = .seconds(60)
    ) {
        self.maximumAttempts = max(1, maximumAttempts)
        self.maximumAge = maximumAge
        self.base = base
        self.cap = cap
    }

    /// - Parameters:
    ///   - attempts: failed so far, at least 1.
    ///   - age: since the first failure.
    ///   - random: in 0..<1.
    public func decide(attempts: Int, age: Duration, random: Double) -> Decision {
        if attempts >= maximumAttempts { return .attemptsExhausted }
        if age >= maximumAge { return .tooOld }
        return .retry(after: delay(attempts: attempts, random: random))
    }

    /// The wait after that many failures: uniform below min(cap, base · 2^(attempts − 1)), never zero.
    public func delay(attempts: Int, random: Double) -> Duration {
        let ceiling = min(cap, base * (1 << min(max(attempts - 1, 0), 20)))
        return max(.milliseconds(10), ceiling * min(max(random, 0), 1))
    }
}
