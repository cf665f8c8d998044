import ScheduleSupport
import Testing

@testable import Delivery

@Suite struct CreditLinesTests {
    private let purchase = CreditLines.Subject(app: "main", definition: "purchase")

    @Test func withoutCreditCommandsWaitAndGoOnOneByOne() {
        var lines = CreditLines(burst: 3, interval: .seconds(300))
        for _ in 0..<3 {
            let granted = lines.refused(purchase, at: .zero)
            #expect(granted)
        }
        let denied = lines.refused(purchase, at: .zero)
        #expect(!denied && lines.isPaused(purchase))
        for id in 1...5 { lines.wait(purchase, id) }
        let none = lines.next(at: .seconds(299), isWaiting: { _ in true })
        let one = lines.next(at: .seconds(300), isWaiting: { $0 != 1 })
        #expect(none.ready.isEmpty && one.ready == [2], "who was given up costs nothing")
        lines.succeeded(purchase, at: .seconds(301))
        lines.ended(purchase)
        let two = lines.next(at: .seconds(301), isWaiting: { _ in true })
        #expect(two.ready == [3, 4], "a success keeps its credit and brings one more")
    }

    @Test func aReleaseRefills() {
        var lines = CreditLines(burst: 2, interval: .seconds(300))
        while lines.refused(purchase, at: .zero) {}
        for id in 1...5 { lines.wait(purchase, id) }
        lines.release(where: { $0.app == "other" }, at: .zero)
        let none = lines.next(at: .zero, isWaiting: { _ in true })
        lines.release(where: { $0.app == "main" }, at: .zero)
        let some = lines.next(at: .zero, isWaiting: { _ in true })
        #expect(none.ready.isEmpty && some.ready == [1, 2])
        for _ in 0..<2 {
            lines.succeeded(purchase, at: .zero)
            lines.ended(purchase)
        }
        let more = lines.next(at: .zero, isWaiting: { _ in true })
        #expect(more.ready == [3, 4, 5])
        for _ in 0..<3 { lines.ended(purchase) }
        let over = lines.next(at: .zero, isWaiting: { _ in true }).over
        #expect(over == [purchase] && !lines.isPaused(purchase))
    }

    /// A definition whose commands are refused and accepted by phases: what is set aside is never more than a naive account pays, no
    /// command is forgotten, and none waits while there is credit.
    @Test func noCommandIsForgottenAndNoCreditOverdrawn() {
        Schedules.check(2000) { _, random in
            let burst = 1 + random.below(5)
            var lines = CreditLines(burst: burst, interval: .seconds(10))
            var now = Duration.zero
            var (next, setAside, succeeded, given) = (0, 0, 0, 0)
            var calling: [Int] = []
            var waiting: Set<Int> = []
            var isRefusing = true
            func budget() -> Int { burst + succeeded + Int(now / .seconds(10)) + 1 }
            for step in 0..<600 {
                now += .milliseconds(random.below(500))
                let isEnding = step >= 450
                if isEnding { isRefusing = false } else if random.one(in: 40) { isRefusing.toggle() }
                if !isEnding, random.one(in: 2) {
                    next += 1
                    if lines.isPaused(purchase) {
                        lines.wait(purchase, next)
                        waiting.insert(next)
                    } else {
                        calling.append(next)
                    }
                }
                for _ in 0..<random.below(3) where !calling.isEmpty {
                    let id = calling.remove(at: random.below(calling.count))
                    let wasLetGo = id < 0
                    if !isRefusing {
                        succeeded += 1
                        lines.succeeded(purchase, at: now)
                        if wasLetGo { lines.ended(purchase) }
                    } else if lines.refused(purchase, at: now) {
                        setAside += 1
                        if wasLetGo { lines.ended(purchase) }
                    } else {
                        if wasLetGo { lines.ended(purchase) }
                        lines.wait(purchase, abs(id))
                        waiting.insert(abs(id))
                    }
                }
                if random.one(in: 30), let id = waiting.randomElement(using: &random) {
                    waiting.remove(id)
                    given += 1
                }
                let ready = lines.next(at: now, isWaiting: { waiting.contains($0) }).ready
                for id in ready {
                    waiting.remove(id)
                    // Negative while it goes on by credit.
                    calling.append(-id)
                }
                guard setAside <= budget() else { return "\(setAside) set aside, \(budget()) allowed" }
                guard calling.filter({ $0 < 0 }).count <= burst * 5 else { return "too many go on" }
            }
            // All succeed in the end: credit comes in, and whoever waits goes on.
            for _ in 0..<400 where !(calling.isEmpty && waiting.isEmpty) {
                now += .seconds(1)
                for id in calling {
                    succeeded += 1
                    lines.succeeded(purchase, at: now)
                    if id < 0 { lines.ended(purchase) }
                }
                calling = []
                for id in lines.next(at: now, isWaiting: { waiting.contains($0) }).ready {
                    waiting.remove(id)
                    calling.append(-id)
                }
            }
            guard calling.isEmpty, waiting.isEmpty else { return "\(waiting.count) wait for ever" }
            guard setAside + succeeded + given == next else {
                return "\(next) came, \(setAside + succeeded + given) left"
            }
            let over = lines.next(at: now, isWaiting: { _ in false }).over
            return over.count == 1 || !lines.isPaused(purchase) ? nil : "the pause does not end"
        }
    }
}
