@testable import Delivery

/// A breaker by reference, since `#expect` takes no mutating calls.
final class TestedBreaker {
    private var breaker = CallBreaker()

    /// - Parameter isOpen: whether three keys, `a`, `b` and `c`, have failed at time zero.
    init(isOpen: Bool = false) {
        guard isOpen else { return }
        for key in ["a", "b", "c"] { _ = breaker.failed(key: key, at: .zero) }
    }

    var state: CallBreaker.State { breaker.state }
    var suspectCount: Int { breaker.suspects.count }

    func admit(key: String, othersWait: Bool = false, at now: Duration) -> CallBreaker.Admission {
        breaker.admit(key: key, othersWait: othersWait, at: now)
    }

    func failed(key: String, nothingWasSent: Bool = false, at now: Duration) -> Int {
        breaker.failed(key: key, nothingWasSent: nothingWasSent, at: now)
    }

    func succeeded(key: String, at now: Duration) { breaker.succeeded(key: key, at: now) }
    func answered(key: String, at now: Duration) { breaker.answered(key: key, at: now) }
    func abandoned(key: String) { breaker.abandoned(key: key) }
}
