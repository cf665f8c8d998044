import Kafka
import Synchronization

/// Joins a producer to the stage that uses it, which is made after it.
final class DeliveryForwarder: Sendable {
    /// Holds the closure: one that is kept in a `Mutex` itself is wrapped once more at each access, without end.
    private final class Target: Sendable {
        let call: @Sendable ([Delivery]) -> Void

        init(_ call: @escaping @Sendable ([Delivery]) -> Void) { self.call = call }
    }

    private let target = Mutex<Target?>(nil)

    func connect(_ target: @escaping @Sendable ([Delivery]) -> Void) {
        let target = Target(target)
        self.target.withLock { $0 = target }
    }

    func callAsFunction(_ deliveries: [Delivery]) {
        target.withLock { $0 }?.call(deliveries)
    }
}
