import Testing

@testable import Delivery

struct KeySchedulerTests {
    @Test func oneKeyRunsOneItemAtATimeInOrder() {
        let scheduler = KeyScheduler<String, Int>()
        for item in 0..<3 { scheduler.add(item, key: "a") }
        let found1 = scheduler.next()?.item
        #expect(found1 == 0)
        let found2 = scheduler.next()
        #expect(found2 == nil)
        scheduler.finish("a")
        let found3 = scheduler.next()?.item
        #expect(found3 == 1)
    }

    @Test func anItemSetAsideComesBackFirst() {
        let scheduler = KeyScheduler<String, Int>()
        for item in 0..<3 { scheduler.add(item, key: "a") }
        scheduler.add(9, key: "b")
        let found4 = scheduler.next()?.item
        #expect(found4 == 0)
        scheduler.setAside("a", 0)
        let found5 = scheduler.next()?.item
        #expect(found5 == 9)
        let found6 = scheduler.next()
        #expect(found6 == nil)
        scheduler.wake("a")
        let found7 = scheduler.next()?.item
        #expect(found7 == 0)
    }

    @Test func keysTakeTurns() {
        let scheduler = KeyScheduler<String, Int>()
        for item in 0..<100 { scheduler.add(item, key: "hot") }
        scheduler.add(0, key: "cold")
        let found8 = scheduler.next()?.key
        #expect(found8 == "hot")
        scheduler.finish("hot")
        let found9 = scheduler.next()?.key
        #expect(found9 == "cold")
    }

    @Test func removesWhatNobodyRuns() {
        let scheduler = KeyScheduler<String, Int>()
        for item in 0..<4 { scheduler.add(item, key: "a") }
        scheduler.add(5, key: "b")
        let found10 = scheduler.next()?.item
        #expect(found10 == 0)
        let found11 = scheduler.remove { $0 % 2 == 1 }.sorted()
        #expect(found11 == [1, 3, 5])
        #expect(scheduler.queuedCount == 1)
        scheduler.finish("a")
        let found12 = scheduler.next()?.item
        #expect(found12 == 2)
        scheduler.finish("a")
        #expect(scheduler.isEmpty)
    }

    /// The naive model: an array of items per key, and for each key whether it runs or waits.
    @Test func agreesWithANaiveModelOnRandomSchedules() {
        for seed in UInt64(0)..<10_000 {
            var random = SeededGenerator(seed: seed)
            let scheduler = KeyScheduler<Int, Int>()
            var queues: [Int: [Int]] = [:]
            var running: [Int: Int] = [:]
            var waiting: Set<Int> = []
            var counter = 0
            func complain(_ what: String) { Issue.record("seed \(seed): \(what)") }
            for _ in 0..<150 {
                let key = Int.random(in: 0..<6, using: &random)
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<4:
                    scheduler.add(counter, key: key)
                    queues[key, default: []].append(counter)
                    counter += 1
                case 4..<7:
                    let candidates = queues.filter {
                        !$0.value.isEmpty && running[$0.key] == nil && !waiting.contains($0.key)
                    }
                    if let (key, item) = scheduler.next() {
                        guard candidates[key]?.first == item else { return complain("handed out \(item) of \(key)") }
                        queues[key]?.removeFirst()
                        running[key] = item
                    } else if !candidates.isEmpty {
                        return complain("handed out nothing while \(candidates.count) keys could run")
                    }
                case 7:
                    if let key = running.keys.sorted().randomElement(using: &random) {
                        scheduler.finish(key)
                        running[key] = nil
                    }
                case 8:
                    if let key = running.keys.sorted().randomElement(using: &random), let item = running[key] {
                        scheduler.setAside(key, item)
                        running[key] = nil
                        waiting.insert(key)
                        queues[key]?.insert(item, at: 0)
                    }
                default:
                    if Bool.random(using: &random) {
                        scheduler.wake(key)
                        waiting.remove(key)
                    } else {
                        let divisor = Int.random(in: 2...5, using: &random)
                        let removed = Set(scheduler.remove { $0 % divisor == 0 })
                        let expected = Set(queues.values.joined().filter { $0 % divisor == 0 })
                        guard removed == expected else { return complain("removed \(removed), expected \(expected)") }
                        for (key, items) in queues {
                            queues[key] = items.filter { $0 % divisor != 0 }
                            if queues[key]?.isEmpty == true { waiting.remove(key) }
                        }
                    }
                }
                guard scheduler.queuedCount == queues.values.map(\.count).reduce(0, +),
                    scheduler.runningCount == running.count
                else { return complain("counts differ") }
            }
        }
    }
}
