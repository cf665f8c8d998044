import ScheduleSupport
import Testing

@testable import Delivery

struct FIFOTests {
    @Test func agreesWithAnArray() {
        for seed in UInt64(0)..<2_000 {
            var random = SeededGenerator(seed: seed)
            var queue = FIFO<Int>()
            var model: [Int] = []
            for step in 0..<300 {
                switch Int.random(in: 0..<8, using: &random) {
                case 0..<4:
                    queue.append(step)
                    model.append(step)
                case 4..<6:
                    let found1 = queue.popFirst()
                    #expect(found1 == (model.isEmpty ? nil : model.removeFirst()), "seed \(seed)")
                case 6:
                    queue.prepend(step)
                    model.insert(step, at: 0)
                default:
                    let found2 = queue.remove { $0 % 7 == 0 }
                    let expected2 = model.filter { $0 % 7 == 0 }
                    #expect(found2 == expected2, "seed \(seed)")
                    model.removeAll { $0 % 7 == 0 }
                }
                #expect(queue.count == model.count && queue.first == model.first, "seed \(seed)")
            }
        }
    }
}
