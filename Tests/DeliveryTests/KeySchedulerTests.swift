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

    @Test func thoseThatFollowRunWithTheFirstAndEndWithIt() {
        let scheduler = KeyScheduler<String, Int>()
        for item in [0, 2, 4, 5, 6] { scheduler.add(item, key: "a") }
        scheduler.add(8, key: "a", isBackground: true)
        let idle = scheduler.takeFollowing("a") { _ in true }
        #expect(idle.isEmpty)
        _ = scheduler.next()
        let taken = scheduler.takeFollowing("a") { $0 % 2 == 0 }
        #expect(taken == [2, 4])
        #expect(scheduler.runningCount == 3)
        scheduler.finish("a")
        #expect(scheduler.runningCount == 0)
        let next = scheduler.next()?.item
        #expect(next == 5)
        // Of the other kind none follows.
        let rest = scheduler.takeFollowing("a") { _ in true }
        #expect(rest == [6])
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

    @Test func aBackgroundItemGivesWayButNotForEver() {
        let scheduler = KeyScheduler<String, Int>()
        for item in 0..<3 { scheduler.add(1000 + item, key: "bulk\(item)", isBackground: true) }
        for item in 0..<100 { scheduler.add(item, key: "live\(item)") }
        var order: [Int] = []
        while let (key, item) = scheduler.next() {
            order.append(item)
            scheduler.finish(key)
        }
        let places = order.indices.filter { order[$0] >= 1000 }
        #expect(places == [16, 33, 50])
        #expect(order.filter { $0 < 1000 } == Array(0..<100))
    }

    @Test func anItemOvertakesTheBackgroundItemsOfItsKey() {
        let scheduler = KeyScheduler<String, Int>()
        for item in 0..<5 { scheduler.add(1000 + item, key: "a", isBackground: true) }
        scheduler.add(1005, key: "b", isBackground: true)
        let first = scheduler.next()?.item
        #expect(first == 1000)
        #expect(scheduler.runsBackground("a"))
        scheduler.add(0, key: "a")
        scheduler.add(1, key: "b")
        scheduler.finish("a")
        let second = scheduler.next()?.item
        #expect(second == 1)
        let third = scheduler.next()?.item
        #expect(third == 0)
        #expect(!scheduler.runsBackground("a"))
    }

    /// Turns, order, counts, and crashes after which what is unfinished comes again.
    @Test func agreesWithListsAndTwoLinesOnRandomSchedules() {
        Schedules.check { _, random in
            var model = Model(isLong: random.one(in: 8))
            for _ in 0..<(model.isLong ? 200 : 5 + random.below(30)) {
                if let problem = model.step(&random) { return problem }
            }
            return model.finishAll()
        }
    }

    /// Two lists of items for each key, and two lines of keys whose turn comes. Background items are odd.
    private struct Model {
        struct Key {
            var urgent: [Int] = []
            var background: [Int] = []
            var running: [Int] = []
            var streak = 0
            /// The last items that were done, even and odd: they ascend.
            var lastDone = [-1, -1]

            var isEmpty: Bool { urgent.isEmpty && background.isEmpty }
            var isActive: Bool { !isEmpty || !running.isEmpty }
            var next: Int? {
                if let background = background.first, urgent.isEmpty || streak >= KeyScheduler<Int, Int>.turns {
                    return background
                }
                return urgent.first
            }

            mutating func pop() -> Int? {
                guard let item = next else { return nil }
                streak = item % 2 == 1 || background.isEmpty ? 0 : streak + 1
                if item % 2 == 1 { background.removeFirst() } else { urgent.removeFirst() }
                running = [item]
                return item
            }
        }

        /// Many urgent ones, so that background items have their turn.
        let isLong: Bool
        var scheduler = KeyScheduler<Int, Int>()
        var keys = Array(repeating: Key(), count: 5)
        var lines: [[Int]] = [[], []]
        var streak = 0
        var added = 0

        init(isLong: Bool) { self.isLong = isLong }

        /// Puts a key at the end of the line that is right for its next item, out of any other.
        mutating func enter(_ key: Int) {
            for line in lines.indices { lines[line].removeAll { $0 == key } }
            if let item = keys[key].next, keys[key].running.isEmpty { lines[item % 2].append(key) }
        }

        mutating func add(_ item: Int, _ key: Int) {
            let line = keys[key].next.map { $0 % 2 }
            if item % 2 == 1 { keys[key].background.append(item) } else { keys[key].urgent.append(item) }
            if keys[key].running.isEmpty, line != keys[key].next.map({ $0 % 2 }) { enter(key) }
            scheduler.add(item, key: key, isBackground: item % 2 == 1)
        }

        mutating func step(_ random: inout SeededGenerator) -> String? {
            let key = random.below(5)
            var problem: String?
            switch random.below(18) {
            case 0..<6:
                added += 2
                add(added + (random.one(in: isLong ? 6 : 2) ? 1 : 0), key)
            case 6..<11: problem = next()
            case 11..<14: problem = finish(key)
            case 15, 16: problem = takeFollowing(key, 2 + random.below(4))
            case 14: if !isLong { problem = remove(2 + random.below(4)) }
            default: if !isLong, random.one(in: 3) { crash() }
            }
            return problem ?? countsDiffer(key)
        }

        mutating func next() -> String? {
            let found = scheduler.next()
            let line = !lines[1].isEmpty && (lines[0].isEmpty || streak >= KeyScheduler<Int, Int>.turns) ? 1 : 0
            streak = line == 1 || lines[1].isEmpty ? 0 : streak + 1
            guard let turn = lines[line].first else { return found == nil ? nil : "an item came out of turn" }
            lines[line].removeFirst()
            let item = keys[turn].pop()
            guard found?.key == turn, found?.item == item else {
                return "\(turn)'s turn, but \(String(describing: found))"
            }
            return scheduler.runsBackground(turn) == (line == 1) ? nil : "what runs for \(turn) is of the other kind"
        }

        mutating func finish(_ key: Int) -> String? {
            scheduler.finish(key)
            let items = keys[key].running
            guard let last = items.last else { return nil }
            let before = [keys[key].lastDone[last % 2]] + items
            keys[key].running = []
            keys[key].lastDone[last % 2] = last
            enter(key)
            return zip(before, items).allSatisfy(<) ? nil : "\(items) of \(key) are done after \(before[0])"
        }

        mutating func takeFollowing(_ key: Int, _ divisor: Int) -> String? {
            let taken = scheduler.takeFollowing(key) { $0 % divisor != 0 }
            var expected: [Int] = []
            if let first = keys[key].running.first {
                expected = Array(
                    (first % 2 == 1 ? keys[key].background : keys[key].urgent).prefix { $0 % divisor != 0 })
                if first % 2 == 1 {
                    keys[key].background.removeFirst(expected.count)
                } else {
                    keys[key].urgent.removeFirst(expected.count)
                }
                keys[key].running += expected
            }
            return taken == expected ? nil : "took \(taken) along instead of \(expected)"
        }

        mutating func remove(_ divisor: Int) -> String? {
            let removed = scheduler.remove { $0 % divisor == 0 }
            var expected: [Int] = []
            let before = lines
            for key in keys.indices {
                expected += (keys[key].urgent + keys[key].background).filter { $0 % divisor == 0 }
                keys[key].urgent.removeAll { $0 % divisor == 0 }
                keys[key].background.removeAll { $0 % divisor == 0 }
            }
            for (line, members) in before.enumerated() {
                for key in members where keys[key].next.map({ $0 % 2 }) != line { enter(key) }
            }
            return removed.sorted() == expected.sorted() ? nil : "removed \(removed) instead of \(expected)"
        }

        /// All is forgotten; what is unfinished is read again.
        mutating func crash() {
            let again = keys.indices.flatMap { key in
                (keys[key].running + keys[key].urgent + keys[key].background).map {
                    (item: $0, key: key)
                }
            }.sorted { $0.item < $1.item }
            scheduler = KeyScheduler()
            for key in keys.indices { keys[key] = Key() }
            lines = [[], []]
            streak = 0
            for (item, key) in again { add(item, key) }
        }

        func countsDiffer(_ key: Int) -> String? {
            scheduler.queuedCount == keys.reduce(0) { $0 + $1.urgent.count + $1.background.count }
                && scheduler.runningCount == keys.reduce(0) { $0 + $1.running.count }
                && scheduler.queuedCount(of: key) == keys[key].urgent.count + keys[key].background.count
                && scheduler.isActive(key) == keys[key].isActive
                && scheduler.keyCount == keys.count { $0.isActive } ? nil : "counts differ"
        }

        mutating func finishAll() -> String? {
            while !scheduler.isEmpty {
                for key in keys.indices { if let problem = finish(key) { return problem } }
                if let problem = next() { return problem }
            }
            return keys.allSatisfy(\.isEmpty) ? nil : "an item was lost"
        }
    }
}
