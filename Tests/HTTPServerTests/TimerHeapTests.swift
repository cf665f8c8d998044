import ScheduleSupport
import Testing

@testable import HTTPServer

struct TimerHeapTests {
    @Test func agreesWithASortedList() {
        for _ in 0..<300 {
            let seed = UInt64.random(in: .min ... .max)
            var random = SeededGenerator(seed: seed)
            var heap = TimerHeap<Int>()
            var model: [(deadline: UInt64, element: Int)] = []
            for element in 0..<200 {
                if Bool.random(using: &random) {
                    let deadline = UInt64.random(in: 0...30, using: &random)
                    heap.insert(element, at: deadline)
                    // Behind all that are due at the same time.
                    let place = model.firstIndex { $0.deadline > deadline } ?? model.count
                    model.insert((deadline, element), at: place)
                } else {
                    let now = UInt64.random(in: 0...40, using: &random)
                    let expected = model.first.flatMap { $0.deadline <= now ? $0.element : nil }
                    if expected != nil { model.removeFirst() }
                    #expect(heap.popDue(at: now) == expected, "seed \(seed)")
                }
                #expect(heap.count == model.count, "seed \(seed)")
                #expect(heap.nextDeadline == model.first?.deadline, "seed \(seed)")
            }
            while let next = model.first {
                #expect(heap.popDue(at: .max) == next.element, "seed \(seed)")
                model.removeFirst()
            }
            #expect(heap.popDue(at: .max) == nil)
        }
    }
}
