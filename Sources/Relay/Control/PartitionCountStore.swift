import Synchronization

/// The partition count that the control topic records; any thread.
final class PartitionCountStore: Sendable {
    private let count = Mutex<Int?>(nil)

    var value: Int? { count.withLock { $0 } }

    func set(_ value: Int) { count.withLock { $0 = value } }
}
