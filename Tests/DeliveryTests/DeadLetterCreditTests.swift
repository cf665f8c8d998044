import ScheduleSupport
import Testing

@testable import Delivery

struct DeadLetterCreditTests {
    private let purchase = DeadLetterCredit.Subject(app: "main", definition: "purchase")

    @Test func twentyThenOneEachFiveMinutesOrSuccess() {
        let credit = TestedCredit()
        for _ in 0..<20 { #expect(credit.take(purchase, at: .seconds(7)) == .granted) }
        #expect(credit.take(purchase, at: .seconds(107)) == .paused(.seconds(200)))
        #expect(credit.paused(at: .seconds(107)) == [purchase])
        let other = DeadLetterCredit.Subject(app: "other", definition: "purchase")
        #expect(credit.take(other, at: .seconds(107)) == .granted, "apps are apart")
        credit.succeeded(purchase, at: .seconds(108))
        #expect(credit.take(purchase, at: .seconds(108)) == .granted)
        #expect(credit.take(purchase, at: .seconds(307)) == .granted)
        #expect(credit.take(purchase, at: .seconds(307)) == .paused(.seconds(300)))
        credit.release(purchase, at: .seconds(310))
        #expect(credit.credit(of: purchase, at: .seconds(310)) == 20)
    }

    @Test func theCapIsWhatOneBurstMaySetAside() {
        let credit = TestedCredit()
        for _ in 0..<10_000 { credit.succeeded(purchase, at: .zero) }
        var granted = 0
        while credit.take(purchase, at: .seconds(1)) == .granted { granted += 1 }
        #expect(granted == credit.cap)
        #expect(credit.credit(of: purchase, at: .seconds(1_000_000_000)) == credit.cap)
    }

    @Test func remembersABoundedNumberAndForgetsThePausedLast() {
        let credit = TestedCredit(limit: 64)
        while credit.take(purchase, at: .zero) == .granted {}
        for number in 0..<10_000 {
            credit.succeeded(.init(app: "main", definition: "d\(number)"), at: .milliseconds(number))
        }
        #expect(credit.count <= 64)
        #expect(credit.credit(of: purchase, at: .seconds(10)) == 0)
    }

    /// A naive account that is looked after each second.
    @Test func paysWhatTheModelPays() {
        Schedules.check(2000) { _, random in
            let credit = TestedCredit()
            var (model, now, payday) = (credit.burst, 0, 300)
            // The account is opened by its first movement.
            credit.succeeded(purchase, at: .zero)
            model += 1
            for _ in 0..<80 {
                for _ in 0..<(random.one(in: 4) ? random.below(900) : random.below(3)) {
                    now += 1
                    guard now == payday else { continue }
                    model = min(model + 1, credit.cap)
                    payday = now + 300
                }
                // Time that passes with a full account isn't saved up.
                let time = Duration.seconds(now)
                switch random.below(12) {
                case 0..<8:
                    if model == credit.cap { payday = now + 300 }
                    let expected: DeadLetterCredit.Verdict = model > 0 ? .granted : .paused(.seconds(payday - now))
                    let found = credit.take(purchase, at: time)
                    guard found == expected else { return "\(found) at \(now), expected \(expected)" }
                    model -= model > 0 ? 1 : 0
                case 8..<10:
                    for _ in 0..<random.below(40) {
                        credit.succeeded(purchase, at: time)
                        model = min(model + 1, credit.cap)
                    }
                case 10 where random.one(in: 3):
                    credit.release(purchase, at: time)
                    model = max(model, credit.burst)
                default: break
                }
                let found = credit.credit(of: purchase, at: time)
                guard found == model else { return "\(found) at \(now), expected \(model)" }
            }
            return nil
        }
    }
}
