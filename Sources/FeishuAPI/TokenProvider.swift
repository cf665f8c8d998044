import ApprovalContract
import JSON

/// Gets and keeps one app's tenant access token.
///
/// A thin shell around ``TokenState``. Not `Sendable`: it belongs to the actor whose calls it serves and needs no lock.
/// One refresh at a time runs in a task of its own on that actor, so no caller's cancellation ends it.
public final class TokenProvider {
    /// One finished refresh, for logs and metrics.
    public struct Report: Sendable, Hashable {
        /// nil after a success.
        public let failure: TokenFailure?
        public let duration: Duration
        /// How long the new token lives, as Feishu says.
        public let lifetime: Duration?
    }

    let credentials: AppCredentials
    let builder: FeishuRequestBuilder
    let transport: any FeishuTransport
    let parser: JSONParser
    let policy: TokenPolicy
    let now: () -> ContinuousClock.Instant
    private let random: () -> Double

    private var state: TokenState
    var tickets: AppTicketState
    private var waiters: [TokenWaiter] = []
    private var refreshing: Task<Void, Never>?

    /// Called on the owner after every refresh.
    public var onRefresh: ((Report) -> Void)?

    /// - Parameters:
    ///   - now: the clock; tests advance it by hand.
    ///   - random: chance, 0..<1, for jitter.
    public init(
        credentials: AppCredentials, hosts: FeishuHosts, transport: any FeishuTransport,
        policy: TokenPolicy = TokenPolicy(), now: @escaping () -> ContinuousClock.Instant = { ContinuousClock.now },
        random: @escaping () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.credentials = credentials
        self.builder = FeishuRequestBuilder(hosts: hosts)
        self.transport = transport
        self.parser = JSONParser(limits: JSONLimits(maximumSize: 1 << 20), refusesDuplicateKeys: false)
        self.policy = policy
        self.now = now
        self.random = random
        state = TokenState(policy: policy)
        tickets = AppTicketState(interval: policy.ticketRequestInterval)
    }

    /// How long the cached token may still be used; nil without one.
    public var remaining: Duration? { state.remaining(at: now()) }

    /// Why the last refresh failed; nil after a success.
    public var lastFailure: TokenFailure? { state.lastFailure }

    /// Whether a refresh is under way.
    public var isRefreshing: Bool { state.isRefreshing }

    /// How many calls wait for the refresh under way.
    public var waiting: Int { waiters.count }

    /// A token, from the cache if one serves. `requestID` is the asking call's; a refresh that it starts derives its
    /// own from it.
    public func token(
        requestID: String = "", isolation: isolated (any Actor)? = #isolation
    ) async throws(TokenFailure) -> TokenLease {
        switch state.acquire(at: now()) {
        case .use(let lease, let refresh):
            if let refresh { await start(refresh, requestID: requestID, isolation: isolation) }
            return lease
        case .fail(let failure):
            throw paused(failure)
        case .wait(let refresh):
            let waiter = TokenWaiter()
            waiters.append(waiter)
            if let refresh { await start(refresh, requestID: requestID, isolation: isolation) }
            guard let outcome = await waiter.wait() else {
                waiters.removeAll { $0 === waiter }
                throw TokenFailure(
                    .retry(.cancelled), endpoint: credentials.endpoint, message: "cancelled while waiting for a token")
            }
            do throws(TokenFailure) {
                return try outcome.get()
            } catch {
                throw paused(error)
            }
        }
    }

    /// Tells when the next try is worth it.
    private func paused(_ failure: TokenFailure) -> TokenFailure {
        var failure = failure
        failure.resetAfter = state.pauseRemaining(at: now()) ?? failure.resetAfter
        return failure
    }

    /// Feishu refused this token; see ``TokenState/Drop``.
    public func drop(_ lease: TokenLease) -> TokenState.Drop {
        state.drop(lease, at: now())
    }

    /// A store app's ticket, from its file or the control topic. A new one ends the pause after a failure at once.
    /// Ignored for self-built apps.
    public func setAppTicket(_ ticket: Secret) {
        if tickets.set(ticket) { state.retryNow() }
    }

    /// Ends the pause after a failed refresh: an operator has put something right.
    public func retryNow() {
        state.retryNow()
    }

    /// Ends a refresh under way, and everybody's wait for it.
    public func shutdown() {
        refreshing?.cancel()
        finishWaiters(
            .failure(
                TokenFailure(.retry(.cancelled), endpoint: credentials.endpoint, message: "the relay is stopping")))
    }

    private func start(
        _ refresh: TokenState.Refresh, requestID: String, isolation: isolated (any Actor)?
    ) async {
        guard isolation != nil else {
            // Without an actor nobody else can be using this object: refreshing in place is the same.
            await run(refresh, requestID: requestID)
            return
        }
        refreshing = Task {
            _ = isolation
            await self.run(refresh, requestID: requestID)
        }
    }

    private func run(_ refresh: TokenState.Refresh, requestID: String) async {
        let began = now()
        let outcome: TokenWaiter.Outcome
        var lifetime: Duration?
        do throws(TokenFailure) {
            let granted = try await fetch(requestID: requestID)
            lifetime = granted.lifetime
            let lease = state.succeeded(
                refresh, token: granted.token, lifetime: granted.lifetime, requestedAt: granted.requestedAt,
                at: now(), jitter: random())
            // Another refresh can't have begun meanwhile; should it have, those who wait ask again.
            outcome = lease.map { .success($0) } ?? .failure(stale)
        } catch {
            state.failed(refresh, error, at: now(), jitter: random())
            outcome = .failure(error)
        }
        refreshing = nil
        finishWaiters(outcome)
        var failure: TokenFailure?
        if case .failure(let error) = outcome { failure = error }
        onRefresh?(Report(failure: failure, duration: began.duration(to: now()), lifetime: lifetime))
    }

    private var stale: TokenFailure {
        TokenFailure(.retry(.tokenUnavailable), endpoint: credentials.endpoint, message: "superseded refresh")
    }

    private func finishWaiters(_ outcome: TokenWaiter.Outcome) {
        let finished = waiters
        waiters = []
        for waiter in finished { waiter.finish(outcome) }
    }
}
