import ApprovalContract

@testable import FeishuAPI

/// What ``TokenState`` must do, told from the whole history each time instead of from a state.
struct NaiveTokenModel {
    enum Event {
        case started
        case granted(TokenLease, requestedAt: Double, life: Double, jitter: Double, at: Double)
        case failed(TokenFailure, at: Double, jitter: Double)
        case dropped(TokenLease)
        case retryNow
    }

    enum Answer: Equatable {
        case use(TokenLease, starts: Bool)
        case wait(starts: Bool)
        case fail(TokenFailure)
    }

    private(set) var history: [Event] = []

    mutating func record(_ event: Event) {
        history.append(event)
    }

    var isRefreshing: Bool {
        for event in history.reversed() {
            switch event {
            case .started: return true
            case .granted, .failed: return false
            case .dropped, .retryNow: continue
            }
        }
        return false
    }

    /// Failures since the last success or retryNow.
    private var pause: (failure: TokenFailure, until: Double)? {
        var run: [(TokenFailure, Double, Double)] = []
        for event in history.reversed() {
            if case .failed(let failure, let at, let jitter) = event { run.append((failure, at, jitter)) }
            if case .granted = event { break }
            if case .retryNow = event { break }
        }
        guard let (failure, at, jitter) = run.first else { return nil }
        var length = 60.0
        if case .hold = failure.outcome {
        } else {
            length = min(60, [1, 2, 4, 8, 16, 32, 60][min(run.count, 7) - 1])
            length = length / 2 * (1 + jitter)
            if let reset = failure.resetAfter { length = max(length, reset / .seconds(1)) }
        }
        return (failure, at + length)
    }

    private var current: (lease: TokenLease, requestedAt: Double, life: Double, jitter: Double, at: Double)? {
        for (index, event) in history.enumerated().reversed() {
            guard case .granted(let lease, let requestedAt, let life, let jitter, let at) = event else { continue }
            for case .dropped(let dropped) in history[index...] where dropped == lease { return nil }
            return (lease, requestedAt, min(life, 7200), jitter, at)
        }
        return nil
    }

    /// Whether the current token is one that Feishu gave out again after it was dropped, and until when it counts.
    private var insistsUntil: Double? {
        guard let current else { return nil }
        var refused: Secret?
        for event in history {
            switch event {
            case .dropped(let lease): refused = lease.token
            case .granted(let lease, _, _, _, _):
                if lease == current.lease { return lease.token == refused ? current.at + 60 : nil }
                if lease.token != refused { refused = nil }
            default: break
            }
        }
        return nil
    }

    func acquire(at now: Double) -> Answer {
        let mayStart = !isRefreshing && !(pause.map { now < $0.until } ?? false)
        if let current, now < current.requestedAt + current.life - min(15, current.life / 4) {
            let early = 900 - 180 * current.jitter
            let due = now >= current.requestedAt + max(current.life - early, current.life / 2)
            return .use(current.lease, starts: due && mayStart)
        }
        if isRefreshing { return .wait(starts: false) }
        if let pause, now < pause.until { return .fail(pause.failure) }
        return .wait(starts: true)
    }

    func drop(_ lease: TokenLease, at now: Double) -> TokenState.Drop {
        guard let current, current.lease == lease else { return .alreadyReplaced }
        if let insistsUntil, now < insistsUntil { return .insisted }
        return .dropped
    }
}
