import ScheduleSupport
import Testing

@testable import Scenario

@Suite struct EventQueueTests {
    @Test func eventsComeInTheOrderOfTheirTimesAndThenOfTheirPlaces() {
        Schedules.check(2000) { _, random in
            var queue = EventQueue()
            var model: [(time: Int, number: Int)] = []
            var number = 0
            for _ in 0..<random.below(60) {
                if random.one(in: 3) {
                    let least = model.min { ($0.time, $0.number) < ($1.time, $1.number) }
                    model.removeAll { $0.number == least?.number }
                    let found = queue.popFirst()
                    guard case .heard(let value)? = found?.event else {
                        if least == nil, found == nil { continue }
                        return "nothing came"
                    }
                    guard value == least?.number else {
                        return "\(value) came in place of \(String(describing: least))"
                    }
                } else {
                    number += 1
                    let time = random.below(10)
                    model.append((time, number))
                    queue.add(.heard(number), at: .milliseconds(time))
                }
            }
            return nil
        }
    }
}
