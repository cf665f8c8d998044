import ApprovalContract

/// The cache of one app's tenant access token, as a pure state machine: time and chance are arguments, and what is to be
/// done comes back as a value.
///
/// Invariants: at most one refresh is outstanding; a token past its end or refused by Feishu is never handed out; after a
/// failed refresh none starts before the pause is over.
public struct TokenState: Sendable {
    public typealias Instant = ContinuousClock.Instant

    /// Names one refresh; the answer to a refresh that is no longer outstanding changes nothing.
    public struct Refresh: Sendable, Hashable {
        let number: UInt64
    }

    public enum Decision: Sendable, Hashable {
        /// Use this token; if a refresh is named, begin it in the background.
        case use(TokenLease, startRefresh: Refresh?)
        /// Wait for the outstanding refresh; if one is named, begin it first.
        case wait(startRefresh: Refresh?)
        /// Not now, for the same reason as the last time.
        case fail(TokenFailure)
    }

    public enum Drop: Sendable, Hashable {
        /// It was the current token and isn't any more.
        case dropped
        /// Another one has taken its place (or is being fetched): repeat with that.
        case alreadyReplaced
        /// Feishu gave out this very token again after refusing it: fetching once more would be a loop.
        case insisted
    }

    struct Current: Sendable {
        let lease: TokenLease
        let refreshAt: Instant
        let usableUntil: Instant
        /// Set when this token had been dropped before and came back.
        let insistsUntil: Instant?
    }

    struct Pause: Sendable {
        let failure: TokenFailure
        let until: Instant
        let count: Int
    }

    /// Feishu's tokens live two hours; a longer promise isn't believed.
    public static let longestLifetime: Duration = .seconds(7200)

    private let policy: TokenPolicy
    private var current: Current?
    private var refused: Secret?
    private var outstanding: Refresh?
    private var pause: Pause?
    private var lastGeneration: UInt64 = 0
    private var lastRefresh: UInt64 = 0

    public init(policy: TokenPolicy = TokenPolicy()) {
        self.policy = policy
    }

    public var isRefreshing: Bool { outstanding != nil }

    /// How long the current token may still be used; nil without one.
    public func remaining(at now: Instant) -> Duration? {
        guard let current, now < current.usableUntil else { return nil }
        return now.duration(to: current.usableUntil)
    }

    /// The last refresh's failure until one succeeds.
    public var lastFailure: TokenFailure? { pause?.failure }

    /// How long no refresh will start; nil if one may.
    public func pauseRemaining(at now: Instant) -> Duration? {
        guard let pause, now < pause.until else { return nil }
        return now.duration(to: pause.until)
    }

    /// What a call that needs a token does now.
    public mutating func acquire(at now: Instant) -> Decision {
        if let current, now < current.usableUntil {
            return .use(current.lease, startRefresh: now >= current.refreshAt ? begin(at: now) : nil)
        }
        if outstanding != nil { return .wait(startRefresh: nil) }
        if let pause, now < pause.until { return .fail(pause.failure) }
        return .wait(startRefresh: begin(at: now))
    }

    private mutating func begin(at now: Instant) -> Refresh? {
        guard outstanding == nil else { return nil }
        if let pause, now < pause.until { return nil }
        lastRefresh &+= 1
        let refresh = Refresh(number: lastRefresh)
        outstanding = refresh
        return refresh
    }

    /// Takes a refresh's token. `requestedAt` is when it was asked for, from which its life counts to be safe; `jitter`
    /// is chance, 0..<1. Returns the lease for those who waited; nil if the refresh isn't the outstanding one.
    public mutating func succeeded(
        _ refresh: Refresh, token: Secret, lifetime: Duration, requestedAt: Instant, at now: Instant, jitter: Double
    ) -> TokenLease? {
        guard outstanding == refresh else { return nil }
        outstanding = nil
        pause = nil
        lastGeneration &+= 1
        let life = min(max(lifetime, .zero), Self.longestLifetime)
        let early = policy.earlyRefresh - policy.jitter * min(max(jitter, 0), 1)
        let lease = TokenLease(token: token, generation: lastGeneration)
        current = Current(
            lease: lease,
            // A short-lived token is refreshed at half its life, not at once and for ever.
            refreshAt: requestedAt.advanced(by: max(life - early, life / 2)),
            usableUntil: requestedAt.advanced(by: life - min(policy.margin, life / 4)),
            insistsUntil: token == refused ? now.advanced(by: policy.insistence) : nil)
        if token != refused { refused = nil }
        return lease
    }

    /// Takes a refresh's failure and begins the pause. False if the refresh isn't the outstanding one.
    @discardableResult
    public mutating func failed(
        _ refresh: Refresh, _ failure: TokenFailure, at now: Instant, jitter: Double
    ) -> Bool {
        guard outstanding == refresh else { return false }
        outstanding = nil
        let count = min((pause?.count ?? 0) + 1, 32)
        pause = Pause(failure: failure, until: now.advanced(by: backoff(count, failure, jitter)), count: count)
        return true
    }

    private func backoff(_ count: Int, _ failure: TokenFailure, _ jitter: Double) -> Duration {
        if case .hold = failure.outcome { return policy.longestBackoff }
        var full = policy.shortestBackoff
        for _ in 1..<max(count, 1) where full < policy.longestBackoff { full = full * 2 }
        full = min(full, policy.longestBackoff)
        // Between half and all of it: never zero, so that a crowd of commands can't become a crowd of token calls.
        let random = full / 2 + (full / 2) * min(max(jitter, 0), 1)
        return max(random, failure.resetAfter ?? .zero)
    }

    /// Feishu refused a token. Pass the lease that the failed call used.
    public mutating func drop(_ lease: TokenLease, at now: Instant) -> Drop {
        guard let current, current.lease.generation == lease.generation else { return .alreadyReplaced }
        if let insists = current.insistsUntil, now < insists { return .insisted }
        refused = lease.token
        self.current = nil
        return .dropped
    }

    /// Something changed that may make the next refresh succeed (a new ticket, an operator's word): ends the pause.
    public mutating func retryNow() {
        pause = nil
    }
}
