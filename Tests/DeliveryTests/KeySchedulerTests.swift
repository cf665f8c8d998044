import ScheduleSupport
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

    /// Turns, order, counts, and crashes after which what is unfinished comes again.
    @Test func agreesWithListsAndOneLineOnRandomSchedules() {
        Schedules.check { _, random in
            var model = Model()
            for _ in 0..<(5 + random.below(30)) {
                if let problem = model.step(&random) { return problem }
            }
            return model.finishAll()
        }
    }

    /// A list of items for each key, and one line of keys whose turn comes.
    private struct Model {
        var scheduler = KeyScheduler<Int, Int>()
        var queues: [[Int]] = Array(repeating: [], count: 5)
        var running: [Int?] = Array(repeating: nil, count: 5)
        var isWaiting = Array(repeating: false, count: 5)
        var line: [Int] = []
        /// The last item of each key that was done: items of a key ascend.
        var lastDone = Array(repeating: -1, count: 5)
        var added = 0

        func isActive(_ key: Int) -> Bool { !queues[key].isEmpty || running[key] != nil }

        mutating func add(_ item: Int, _ key: Int) {
            if !isActive(key) { line.append(key) }
            queues[key].append(item)
            scheduler.add(item, key: key)
        }

        mutating func step(_ random: inout SeededGenerator) -> String? {
            let key = random.below(5)
            var problem: String?
            switch random.below(16) {
            case 0..<5:
                add(added, key)
                added += 1
            case 5..<9: problem = next()
            case 9..<11: problem = finish(key)
            case 11..<13:
                // Nothing happens to a key that runs nothing.
                scheduler.setAside(key, running[key] ?? -1)
                guard let item = running[key] else { break }
                running[key] = nil
                queues[key].insert(item, at: 0)
                isWaiting[key] = true
            case 13:
                scheduler.wake(key)
                guard isWaiting[key] else { break }
                isWaiting[key] = false
                line.append(key)
            case 14: problem = remove(2 + random.below(4))
            default: if random.one(in: 3) { crash() }
            }
            return problem ?? countsDiffer(key)
        }

        mutating func next() -> String? {
            let found = scheduler.next()
            guard let turn = line.first else { return found == nil ? nil : "an item came out of turn" }
            line.removeFirst()
            let item = queues[turn].removeFirst()
            running[turn] = item
            return found?.key == turn && found?.item == item ? nil : "\(turn)'s turn, but \(String(describing: found))"
        }

        mutating func finish(_ key: Int) -> String? {
            scheduler.finish(key)
            guard let item = running[key] else { return nil }
            defer { lastDone[key] = item }
            running[key] = nil
            if !queues[key].isEmpty { line.append(key) }
            return item > lastDone[key] ? nil : "\(item) of \(key) is done after \(lastDone[key])"
        }

        mutating func remove(_ divisor: Int) -> String? {
            let removed = scheduler.remove { $0 % divisor == 0 }
            var expected: [Int] = []
            for key in queues.indices {
                expected += queues[key].filter { $0 % divisor == 0 }
                queues[key].removeAll { $0 % divisor == 0 }
                guard queues[key].isEmpty else { continue }
                line.removeAll { $0 == key }
                isWaiting[key] = false
            }
            return removed.sorted() == expected.sorted() ? nil : "removed \(removed) instead of \(expected)"
        }

        /// All is forgotten; what is unfinished is read again.
        mutating func crash() {
            let again = queues.indices.flatMap { key in
                ((running[key].map { [$0] } ?? []) + queues[key]).map { (item: $0, key: key) }
            }.sorted { $0.item < $1.item }
            scheduler = KeyScheduler()
            queues = Array(repeating: [], count: 5)
            running = Array(repeating: nil, count: 5)
            isWaiting = Array(repeating: false, count: 5)
            line = []
            for (item, key) in again { add(item, key) }
        }

        func countsDiffer(_ key: Int) -> String? {
            scheduler.queuedCount == queues.reduce(0) { $0 + $1.count }
                && scheduler.runningCount == running.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
                && scheduler.queuedCount(of: key) == queues[key].count && scheduler.isActive(key) == isActive(key)
                && scheduler.keyCount == queues.indices.count { isActive($0) } ? nil : "counts differ"
        }

        mutating func finishAll() -> String? {
            for key in queues.indices {
                scheduler.wake(key)
                if isWaiting[key] { line.append(key) }
                isWaiting[key] = false
            }
            while !scheduler.isEmpty {
                for key in queues.indices { if let problem = finish(key) { return problem } }
                if let problem = next() { return problem }
            }
            return queues.allSatisfy(\.isEmpty) ? nil : "an item was lost"
        }
    }
}
