@testable import Delivery

/// Credit by reference, since `#expect` takes no mutating calls.
final class TestedCredit {
    private var credit: DeadLetterCredit

    init(limit: Int = 4096) { credit = DeadLetterCredit(limit: limit) }

    var count: Int { credit.count }
    var burst: Int { credit.burst }
    var cap: Int { credit.cap }

    func take(_ subject: DeadLetterCredit.Subject, at now: Duration) -> DeadLetterCredit.Verdict {
        credit.take(subject, at: now)
    }

    func credit(of subject: DeadLetterCredit.Subject, at now: Duration) -> Int { credit.credit(of: subject, at: now) }
    func paused(at now: Duration) -> [DeadLetterCredit.Subject] { credit.paused(at: now) }
    func succeeded(_ subject: DeadLetterCredit.Subject, at now: Duration) { credit.succeeded(subject, at: now) }
    func release(_ subject: DeadLetterCredit.Subject, at now: Duration) { credit.release(subject, at: now) }
}
