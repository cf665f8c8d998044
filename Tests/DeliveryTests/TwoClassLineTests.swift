import ScheduleSupport
import Testing

@testable import Delivery

struct TwoClassLineTests {
    @Test(arguments: [0, 5, 25, 50])
    func bulkGetsItsPartOfTheTurnsWhileBothWait(percent: Int) {
        var line = TwoClassLine<Int>(bulkPart: Double(percent) / 100)
        for waiter in 0..<1000 {
            line.append(waiter, isBulk: true)
            line.append(waiter, isBulk: false)
        }
        var bulk = 0
        for _ in 0..<400 {
            guard let turn = line.next() else { break }
            line.passed(isBulk: turn.isBulk)
            if turn.isBulk { bulk += 1 }
        }
        let expected = 400 * percent / 100
        #expect(abs(bulk - expected) <= 1, "\(bulk) instead of \(expected)")
    }

    /// Two lists, and a purse of turns that the bulk has earned.
    private struct Model {
        let part: Double
        var lists: [[Int]] = [[], []]
        var earned = 0.0

        var next: Int? {
            if !lists[1].isEmpty, lists[0].isEmpty || earned >= 1 { return 1 }
            return lists[0].isEmpty ? nil : 0
        }

        mutating func earn() { earned = lists[1].isEmpty ? 0 : min(earned + part / (1 - part), 2) }
    }

    @Test func agreesWithTwoListsOnRandomSchedules() {
        Schedules.check(20_000) { _, random in
            let part = Double(random.below(51)) / 100
            var model = Model(part: part)
            var line = TwoClassLine<Int>(bulkPart: part)
            for step in 0..<(10 + random.below(60)) {
                let kind = random.below(2)
                switch random.below(8) {
                case 0..<3:
                    model.lists[kind].append(step)
                    line.append(step, isBulk: kind == 1)
                case 3..<6:
                    let turn = line.next()
                    let first = model.next.map { model.lists[$0][0] }
                    guard turn?.waiter == first, turn.map({ $0.isBulk ? 1 : 0 }) == model.next else {
                        return "\(String(describing: turn)) instead of \(String(describing: first))"
                    }
                    guard let turn, let list = model.next else { break }
                    line.passed(isBulk: turn.isBulk)
                    model.lists[list].removeFirst()
                    if list == 1 { model.earned = max(0, model.earned - 1) } else { model.earn() }
                case 6:
                    line.putLast(isBulk: kind == 1)
                    guard !model.lists[kind].isEmpty else { break }
                    let first = model.lists[kind].removeFirst()
                    model.lists[kind].append(first)
                case 7 where random.one(in: 2):
                    line.remove { $0 % 5 == 0 }
                    for list in 0...1 { model.lists[list].removeAll { $0 % 5 == 0 } }
                default:
                    line.promote { $0 % 7 == 0 }
                    model.lists[0] += model.lists[1].filter { $0 % 7 == 0 }
                    model.lists[1].removeAll { $0 % 7 == 0 }
                }
                let withoutBulk = line.next(withoutBulk: true)?.waiter
                guard withoutBulk == model.lists[0].first, line.count == model.lists[0].count + model.lists[1].count,
                    line.isFirst(isBulk: true) == line.isEmpty
                else { return "what waits differs at step \(step)" }
            }
            return nil
        }
    }
}
