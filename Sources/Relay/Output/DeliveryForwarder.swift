import Kafka
import Synchronization

/// Joins a producer to the stage that uses it, which is made after it.
final class DeliveryForwarder: Sendable {
    private let target = Mutex<(@Sendable ([Delivery]) -> Void)?>(nil)

    func connect(_ target: @escaping @Sendable ([Delivery]) -> Void) {
        self.target.withLock { $0 = target }
    }

    func callAsFunction(_ deliveries: [Delivery]) {
        let target = self.target.withLock { $0 }
        target?(deliveries)
    }
}
