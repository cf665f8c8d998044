import Kafka
import Observability

/// Writes to the control topic, one at a time per key: what comes while one is under way replaces what waits, so that a key's last word
/// is also the last in the topic. Confined to its owner's thread.
final class ControlOutbox {
    private struct Slot {
        /// What is to be written next: a value, or nil in it for a deletion.
        var waiting: [UInt8]??
        var isUnderWay = false
    }

    /// Keys that wait at most, and room for what an operator's release deletes.
    private static let limit = 10_000
    private var slots: [String: Slot] = [:]
    /// Begins a write, and calls ``ended(_:_:isLasting:isWritten:)`` when it is over.
    private let begin: (String, [UInt8]?, Bool) -> Void

    init(begin: @escaping (_ key: String, _ value: [UInt8]?, _ isLasting: Bool) -> Void) { self.begin = begin }

    var count: Int { slots.count }

    /// - Parameters:
    ///   - value: nil deletes the key.
    ///   - isLasting: whether it is tried again when it can't be written; what counts from its writing isn't.
    func put(_ key: String, _ value: [UInt8]?, isLasting: Bool = true) {
        guard slots[key] != nil || slots.count < Self.limit else { return }
        if slots[key]?.isUnderWay == true {
            slots[key]?.waiting = .some(value)
        } else {
            slots[key] = Slot(waiting: nil, isUnderWay: true)
            begin(key, value, isLasting)
        }
    }

    func ended(_ key: String, _ value: [UInt8]?, isLasting: Bool, isWritten: Bool) {
        guard let slot = slots[key] else { return }
        if case .some(let next) = slot.waiting {
            slots[key] = Slot(waiting: nil, isUnderWay: true)
            begin(key, next, true)
        } else if !isWritten, isLasting {
            slots[key] = Slot(waiting: .some(value), isUnderWay: false)
        } else {
            slots[key] = nil
        }
    }

    /// Tries again what could not be written.
    func retry() {
        for (key, slot) in slots where !slot.isUnderWay {
            guard case .some(let value) = slot.waiting else { continue }
            slots[key] = Slot(waiting: nil, isUnderWay: true)
            begin(key, value, true)
        }
    }
}
