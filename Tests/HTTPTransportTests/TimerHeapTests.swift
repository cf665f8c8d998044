import ScheduleSupport
import Testing

@testable import HTTPTransport

struct TimerHeapTests {
    @Test(arguments: 0..<50)
    func agreesWithASortedList(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var heap = TimerHeap<Int>()
        var model: [(deadline: Int64, id: UInt64)] = []
        var nextID: UInt64 = 0
        var now: Int64 = 0
        for _ in 0..<2_000 {
            switch random.next() % 5 {
            case 0, 1:
                nextID += 1
                let deadline = now + Int64(random.next() % 50)
                heap.insert(TimerID(rawValue: nextID), at: deadline, Int(nextID))
                model.append((deadline, nextID))
            case 2, 3:
                let id = random.next() % (nextID + 2)
                let wasThere = model.contains { $0.id == id }
                #expect(heap.remove(TimerID(rawValue: id)) == wasThere, "seed \(seed)")
                model.removeAll { $0.id == id }
            default:
                now += Int64(random.next() % 20)
                model.sort { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
                while let due = model.first, due.deadline <= now {
                    #expect(heap.popDue(at: now) == Int(due.id), "seed \(seed)")
                    model.removeFirst()
                }
                #expect(heap.popDue(at: now) == nil, "seed \(seed)")
            }
            #expect(heap.nextDeadline() == model.map(\.deadline).min(), "seed \(seed)")
            #expect(heap.count == model.count, "seed \(seed)")
        }
    }
}

struct FIFOTests {
    @Test(arguments: 0..<20)
    func agreesWithAnArray(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var queue = FIFO<Int>()
        var model: [Int] = []
        for step in 0..<5_000 {
            if random.next() % 100 < (step < 2_500 ? 60 : 40) {
                queue.append(step)
                model.append(step)
            } else {
                #expect(queue.popFirst() == (model.isEmpty ? nil : model.removeFirst()), "seed \(seed)")
            }
            #expect(queue.count == model.count, "seed \(seed)")
        }
    }
}
