import ApprovalContract
import Testing

@testable import FeishuAPI

@Suite struct TokenStateTests {
    let start = ContinuousClock.now

    private func at(_ seconds: Double) -> ContinuousClock.Instant {
        start.advanced(by: .milliseconds(Int64(seconds * 1000)))
    }

    private func failure(_ outcome: OutcomeClass = .retry(.tokenUnavailable), reset: Duration? = nil) -> TokenFailure {
        TokenFailure(outcome, endpoint: .internalToken, message: "no", resetAfter: reset)
    }

    private func begun(_ decision: TokenState.Decision) throws -> TokenState.Refresh {
        switch decision {
        case .use(_, let refresh): try #require(refresh)
        case .wait(let refresh): try #require(refresh)
        case .fail: try #require(nil)
        }
    }

    /// A state that holds `token` since second 0, for `life` seconds.
    private func loaded(_ token: String = "t-1", life: Int = 7200) throws -> (TokenState, TokenLease) {
        var state = TokenState()
        let refresh = try begun(state.acquire(at: at(0)))
        let lease = state.succeeded(
            refresh, token: Secret(token), lifetime: .seconds(life), requestedAt: at(0), at: at(0), jitter: 0)
        return (state, try #require(lease))
    }

    @Test func startsOneRefreshForAllWhoWait() throws {
        var state = TokenState()
        _ = try begun(state.acquire(at: at(0)))
        for _ in 0..<100 { #expect(state.acquire(at: at(1)) == .wait(startRefresh: nil)) }
    }

    @Test func servesTheOldTokenWhileTheNextIsFetched() throws {
        var (state, lease) = try loaded()
        #expect(state.acquire(at: at(6299)) == .use(lease, startRefresh: nil))
        let next = try begun(state.acquire(at: at(6300)))
        #expect(state.acquire(at: at(6301)) == .use(lease, startRefresh: nil))
        let second = state.succeeded(
            next, token: Secret("t-2"), lifetime: .seconds(7200), requestedAt: at(6300), at: at(6302), jitter: 0)
        #expect(state.acquire(at: at(6302)) == .use(try #require(second), startRefresh: nil))
    }

    @Test func doesNotUseATokenAtItsEnd() throws {
        var (state, lease) = try loaded()
        let refresh = try begun(state.acquire(at: at(7184)))
        #expect(state.acquire(at: at(7184.9)) == .use(lease, startRefresh: nil))
        #expect(state.acquire(at: at(7185)) == .wait(startRefresh: nil))
        #expect(state.failed(refresh, failure(), at: at(7185), jitter: 0) == true)
        #expect(state.acquire(at: at(7185.1)) == .fail(failure()))
        #expect(state.remaining(at: at(7185)) == nil)
    }

    @Test func spreadsRefreshesByJitter() throws {
        for (jitter, second) in [(0.0, 6300.0), (0.5, 6390), (1, 6480), (7, 6480), (-3, 6300)] {
            var state = TokenState()
            let refresh = try begun(state.acquire(at: at(0)))
            _ = state.succeeded(
                refresh, token: Secret("t"), lifetime: .seconds(7200), requestedAt: at(0), at: at(0), jitter: jitter)
            guard case .use(_, nil) = state.acquire(at: at(second - 0.5)) else { throw Unexpected() }
            guard case .use(_, .some) = state.acquire(at: at(second)) else { throw Unexpected() }
        }
    }

    @Test func refreshesAShortLivedTokenAtHalfItsLifeAndNotForEver() throws {
        var (state, lease) = try loaded(life: 60)
        #expect(state.acquire(at: at(29)) == .use(lease, startRefresh: nil))
        _ = try begun(state.acquire(at: at(30)))
        #expect(state.acquire(at: at(44)) == .use(lease, startRefresh: nil))
        #expect(state.acquire(at: at(45)) == .wait(startRefresh: nil))
    }

    @Test func believesNoLifeBeyondTwoHours() throws {
        var (state, _) = try loaded(life: 1 << 40)
        #expect(state.acquire(at: at(7200)) != .fail(failure()))
        guard case .wait(.some) = state.acquire(at: at(7300)) else {
            // The refresh of the line above is outstanding.
            #expect(state.acquire(at: at(7300)) == .wait(startRefresh: nil))
            return
        }
    }

    @Test func pausesLongerAfterEachFailure() throws {
        var state = TokenState()
        var now = 0.0
        for pause in [0.5, 1, 2, 4, 8, 16, 30, 30] {
            let refresh = try begun(state.acquire(at: at(now)))
            state.failed(refresh, failure(), at: at(now), jitter: 0)
            #expect(state.acquire(at: at(now + pause - 0.001)) == .fail(failure()), "pause \(pause)")
            now += pause
        }
    }

    @Test func waitsAsLongAsFeishuSays() throws {
        var state = TokenState()
        let first = try begun(state.acquire(at: at(0)))
        state.failed(first, failure(reset: .seconds(52)), at: at(0), jitter: 1)
        #expect(state.acquire(at: at(51.9)) == .fail(failure(reset: .seconds(52))))
        _ = try begun(state.acquire(at: at(52)))
    }

    @Test func asksOnlyOnceAMinuteUnderAHoldUntilToldThatSomethingChanged() throws {
        var state = TokenState()
        let first = try begun(state.acquire(at: at(0)))
        state.failed(first, failure(.hold(.credentials)), at: at(0), jitter: 0)
        #expect(state.acquire(at: at(59.9)) == .fail(failure(.hold(.credentials))))
        state.retryNow()
        _ = try begun(state.acquire(at: at(1)))
    }

    @Test func keepsServingTheOldTokenWhenABackgroundRefreshFails() throws {
        var (state, lease) = try loaded()
        let next = try begun(state.acquire(at: at(6400)))
        state.failed(next, failure(), at: at(6401), jitter: 1)
        #expect(state.acquire(at: at(6401.5)) == .use(lease, startRefresh: nil))
        _ = try begun(state.acquire(at: at(6402)))
    }

    @Test func dropsOnlyTheTokenThatFailed() throws {
        var (state, first) = try loaded()
        #expect(state.drop(first, at: at(10)) == .dropped)
        #expect(state.drop(first, at: at(10)) == .alreadyReplaced)
        let next = try begun(state.acquire(at: at(10)))
        let granted = state.succeeded(
            next, token: Secret("t-2"), lifetime: .seconds(7200), requestedAt: at(10), at: at(11), jitter: 0)
        let second = try #require(granted)
        #expect(state.drop(first, at: at(12)) == .alreadyReplaced)
        #expect(state.acquire(at: at(12)) == .use(second, startRefresh: nil))
    }

    @Test func doesNotLoopWhenFeishuInsistsOnATokenThatItRefuses() throws {
        var (state, first) = try loaded()
        #expect(state.drop(first, at: at(10)) == .dropped)
        let next = try begun(state.acquire(at: at(10)))
        let granted = state.succeeded(
            next, token: Secret("t-1"), lifetime: .seconds(7190), requestedAt: at(10), at: at(11), jitter: 0)
        let again = try #require(granted)
        // Calls that failed with the first lease repeat once with the same text.
        #expect(state.drop(first, at: at(12)) == .alreadyReplaced)
        #expect(state.drop(again, at: at(13)) == .insisted)
        #expect(state.acquire(at: at(13)) == .use(again, startRefresh: nil))
        // Much later it is worth asking again.
        #expect(state.drop(again, at: at(71)) == .dropped)
    }

    @Test func ignoresAnswersToARefreshThatIsOver() throws {
        var state = TokenState()
        let first = try begun(state.acquire(at: at(0)))
        state.failed(first, failure(), at: at(0), jitter: 0)
        #expect(state.failed(first, failure(), at: at(0), jitter: 0) == false)
        #expect(
            state.succeeded(
                first, token: Secret("x"), lifetime: .seconds(7200), requestedAt: at(0), at: at(0), jitter: 0) == nil)
        #expect(state.acquire(at: at(0.1)) == .fail(failure()))
    }

    struct Unexpected: Error {}
}
