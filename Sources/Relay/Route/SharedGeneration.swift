import Synchronization

/// The number of a stage's latest rebalance, for tasks that would be in vain after another.
final class SharedGeneration: Sendable {
    private let number = Atomic<Int>(0)

    var value: Int {
        get { number.load(ordering: .relaxed) }
        set { number.store(newValue, ordering: .relaxed) }
    }
}
