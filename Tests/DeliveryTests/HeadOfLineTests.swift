import ScheduleSupport
import Testing

@testable import Delivery

struct HeadOfLineTests {
    @Test func actsOnOneAtATime() {
        var detector = HeadOfLine(capacity: 1000)
        func look(_ lowest: Int64?, _ tracked: Int, _ done: Int) -> Int64? {
            detector.look(lowest: lowest, tracked: tracked, done: done)
        }
        for _ in 0..<10 {
            #expect(look(5, 900, 899) == nil, "not full enough")
            #expect(look(5, 950, 931) == nil, "too little of it is done")
        }
        #expect(look(5, 950, 940) == nil)
        #expect(look(5, 950, 940) == nil)
        #expect(look(5, 950, 940) == 5)
        for _ in 0..<10 { #expect(look(5, 1000, 999) == nil, "it is under way") }
        #expect(detector.current == 5)
        #expect(look(9, 996, 995) == nil)
        #expect(look(9, 996, 995) == nil)
        #expect(look(9, 996, 995) == 9)
        #expect(look(nil, 0, 0) == nil)
        #expect(detector.current == nil)
    }

    @Test func numbersThatCannotBeDoNotTrap() {
        var detector = HeadOfLine(capacity: -1)
        func look(_ tracked: Int, _ done: Int) -> Int64? { detector.look(lowest: 1, tracked: tracked, done: done) }
        for _ in 0..<4 {
            #expect(look(.max, .max) == nil)
            #expect(look(-5, -6) == nil)
            #expect(look(3, 7) == nil)
        }
    }

    /// A window of records that are done in any order, some never: each of those is named once, in order, and nothing else is.
    @Test func namesOnlyWhatHoldsTheWindow() {
        Schedules.check(1000) { _, random in
            let capacity = 60 + random.below(100)
            let total = 600
            let stuck = Set((0..<(1 + random.below(4))).map { _ in Int64(random.below(total)) })
            var detector = HeadOfLine(capacity: capacity)
            var done: Set<Int64> = []
            var (lowest, next) = (Int64(0), Int64(0))
            var named: [Int64] = []
            for _ in 0..<total * 3 {
                if next < Int64(total), next - lowest < Int64(capacity) { next += 1 }
                for offset in [lowest + Int64(random.below(30)), lowest + Int64(random.below(capacity)), next - 1]
                where offset >= lowest && offset < next && !stuck.contains(offset) {
                    done.insert(offset)
                }
                while done.contains(lowest) {
                    done.remove(lowest)
                    lowest += 1
                }
                let isAnyLeft = lowest < next
                guard
                    let found = detector.look(
                        lowest: isAnyLeft ? lowest : nil, tracked: Int(next - lowest), done: done.count)
                else { continue }
                guard found == lowest, !named.contains(found) else { return "named \(found), the lowest is \(lowest)" }
                guard (next - lowest) * 10 > Int64(capacity) * 9, done.count * 100 > Int(next - lowest) * 98 else {
                    return "acted at \(next - lowest) of \(capacity), \(done.count) done"
                }
                named.append(found)
                done.insert(found)
            }
            return named == named.sorted() ? nil : "out of order: \(named)"
        }
    }
}
