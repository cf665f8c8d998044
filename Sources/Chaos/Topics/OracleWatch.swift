import Synchronization

/// The oracle behind a lock: what it is told comes from many threads.
final class OracleWatch: Sendable {
    private let oracle: Mutex<Oracle>

    init(_ policy: OraclePolicy) { oracle = Mutex(Oracle(policy: policy)) }

    func tell(_ observation: (inout Oracle) -> Void) {
        oracle.withLock { observation(&$0) }
    }

    func ask<Answer: Sendable>(_ question: (inout Oracle) -> Answer) -> Answer {
        oracle.withLock { question(&$0) }
    }
}
