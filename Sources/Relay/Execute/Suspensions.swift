import Kafka

/// Commands that wait for something, each to be woken exactly once: by what they wait for, or because their partition is
/// being given up.
struct Suspensions {
    struct Suspension {
        let work: WorkTicket
        /// Whether giving up the partition ends the wait. An acknowledgement by Kafka is awaited all the same.
        let isAbortable: Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    private var suspensions: [Int: Suspension] = [:]
    private var next = 0

    var count: Int { suspensions.count }

    func isWaiting(_ id: Int) -> Bool { suspensions[id] != nil }

    /// What sleeps, if giving up may end its sleep.
    func work(_ id: Int) -> WorkTicket? {
        suspensions[id].flatMap { $0.isAbortable ? $0.work : nil }
    }

    mutating func reserve() -> Int {
        next += 1
        return next
    }

    mutating func add(_ id: Int, _ suspension: Suspension) {
        suspensions[id] = suspension
    }

    /// Wakes a command; `false` tells it to give up. One that isn't asleep is left alone.
    mutating func wake(_ id: Int, _ goesOn: Bool) {
        suspensions.removeValue(forKey: id)?.continuation.resume(returning: goesOn)
    }

    mutating func abort(includingUnabortable: Bool = false, where matches: (WorkTicket) -> Bool) {
        for (id, suspension) in suspensions
        where (suspension.isAbortable || includingUnabortable) && matches(suspension.work) {
            wake(id, false)
        }
    }
}
