import ScheduleSupport
import Testing

@testable import Relay

@Suite struct ControlOutboxTests {
    /// Writes under way, by key; the topic that they end in.
    private final class Topic {
        var underWay: [String: (value: [UInt8]?, isLasting: Bool)] = [:]
        var values: [String: [UInt8]] = [:]
        var isTwice = false
    }

    /// However writes are delayed and refused: one of a key at a time, and in the end each key says what was put last.
    @Test func theLastWordIsTheLastInTheTopic() {
        Schedules.check(2000) { _, random in
            let topic = Topic()
            let outbox = ControlOutbox { key, value, isLasting in
                if topic.underWay[key] != nil { topic.isTwice = true }
                topic.underWay[key] = (value, isLasting)
            }
            var last: [String: [UInt8]?] = [:]
            func end(_ key: String, isWritten: Bool) {
                guard let (value, isLasting) = topic.underWay.removeValue(forKey: key) else { return }
                if isWritten { topic.values[key] = value }
                outbox.ended(key, value, isLasting: isLasting, isWritten: isWritten)
            }
            for number in 0..<100 {
                let key = "k\(random.below(3))"
                switch random.below(5) {
                case 0, 1:
                    let value: [UInt8]? = random.one(in: 3) ? nil : Array("\(number)".utf8)
                    last[key] = .some(value)
                    outbox.put(key, value)
                case 2: outbox.retry()
                default: end(key, isWritten: !random.one(in: 3))
                }
            }
            while outbox.count > 0 {
                outbox.retry()
                for key in Array(topic.underWay.keys) { end(key, isWritten: true) }
            }
            guard !topic.isTwice else { return "two writes of a key at once" }
            for (key, value) in last where topic.values[key] != value { return "\(key) is not what was put last" }
            return nil
        }
    }

    @Test func whatCountsFromItsWritingIsNotTriedAgain() {
        let topic = Topic()
        let outbox = ControlOutbox { topic.underWay[$0] = ($1, $2) }
        outbox.put("throttle", [1], isLasting: false)
        topic.underWay = [:]
        outbox.ended("throttle", [1], isLasting: false, isWritten: false)
        outbox.retry()
        #expect(topic.underWay.isEmpty && outbox.count == 0)
    }
}
