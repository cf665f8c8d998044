import ApprovalContract
import ScheduleSupport
import Testing

@testable import FeishuAPI

@Suite struct TokenStateScheduleTests {
    @Test(.timeLimit(.minutes(2)), arguments: [UInt64(0), 1000, 2000, 3000])
    func agreesWithANaiveModelUnderRandomSchedules(firstSeed: UInt64) {
        for seed in firstSeed..<(firstSeed + 1000) {
            if let difference = Self.schedule(seed) {
                Issue.record("seed \(seed): \(difference)")
                return
            }
        }
    }

    /// Whole quarter seconds, so that model and state compute with the same numbers.
    private static func schedule(_ seed: UInt64) -> String? {
        var random = SeededGenerator(seed: seed)
        let start = ContinuousClock.now
        var state = TokenState()
        var model = NaiveTokenModel()
        var now = 0.0
        var outstanding: (refresh: TokenState.Refresh, at: Double)?
        var over: [TokenState.Refresh] = []
        var leases: [TokenLease] = []
        func instant(_ seconds: Double) -> ContinuousClock.Instant {
            start.advanced(by: .milliseconds(Int64(seconds * 1000)))
        }
        func started(_ refresh: TokenState.Refresh?) {
            guard let refresh else { return }
            outstanding = (refresh, now)
            model.record(.started)
        }

        for step in 0..<200 {
            let jitters: [Double] = [0, 0.5, 1]
            let jitter = jitters.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<9:
                let expected = model.acquire(at: now)
                let decision = state.acquire(at: instant(now))
                let found: NaiveTokenModel.Answer
                switch decision {
                case .use(let lease, let refresh):
                    found = .use(lease, starts: refresh != nil)
                    started(refresh)
                case .wait(let refresh):
                    found = .wait(starts: refresh != nil)
                    started(refresh)
                case .fail(let failure):
                    found = .fail(failure)
                }
                if found != expected { return "step \(step) at \(now): \(found), expected \(expected)" }
            case 9..<12:
                guard let (refresh, requestedAt) = outstanding else { continue }
                outstanding = nil
                over.append(refresh)
                let text = "t-\(Int.random(in: 0..<3, using: &random))"
                let lives: [Int] = [7200, 7200, 4567, 1700, 60, 4, 1 << 30]
                let life = lives.randomElement(using: &random) ?? 7200
                guard
                    let lease = state.succeeded(
                        refresh, token: Secret(text), lifetime: .seconds(life), requestedAt: instant(requestedAt),
                        at: instant(now), jitter: jitter)
                else { return "step \(step): a success was ignored" }
                leases.append(lease)
                model.record(
                    .granted(lease, requestedAt: requestedAt, life: Double(life), jitter: jitter, at: now))
            case 12..<14:
                guard let (refresh, _) = outstanding else { continue }
                outstanding = nil
                over.append(refresh)
                let outcomes: [OutcomeClass] = [.retry(.serverError), .hold(.credentials), .throttled(retryAfter: nil)]
                let failure = TokenFailure(
                    outcomes.randomElement(using: &random) ?? .unknownCode, endpoint: .internalToken,
                    message: "\(step)", resetAfter: Bool.random(using: &random) ? .seconds(90) : nil)
                if !state.failed(refresh, failure, at: instant(now), jitter: jitter) {
                    return "step \(step): a failure was ignored"
                }
                model.record(.failed(failure, at: now, jitter: jitter))
            case 14..<16:
                guard let lease = leases.suffix(3).randomElement(using: &random) else { continue }
                let expected = model.drop(lease, at: now)
                let found = state.drop(lease, at: instant(now))
                if found != expected { return "step \(step) at \(now): drop \(found), expected \(expected)" }
                if found == .dropped { model.record(.dropped(lease)) }
            case 16:
                state.retryNow()
                model.record(.retryNow)
            case 17:
                guard let old = over.randomElement(using: &random) else { continue }
                let failure = TokenFailure(.retry(.timeout), endpoint: .internalToken, message: "late")
                if state.failed(old, failure, at: instant(now), jitter: jitter) {
                    return "step \(step): an old refresh was believed"
                }
            default:
                let steps: [Double] = [0.25, 1, 20, 60, 400, 3000]
                now += steps.randomElement(using: &random) ?? 1
            }
            if state.isRefreshing != model.isRefreshing { return "step \(step): refreshing" }
        }
        return nil
    }
}
