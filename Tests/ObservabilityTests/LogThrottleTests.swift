import Observability
import ScheduleSupport
import Testing

@Test func aConditionIsSaidOnceThenOnChangeThenAsAReminder() {
    var throttle = LogThrottle(reminder: .seconds(60))
    #expect(throttle.occurred("a", state: "x", at: .seconds(0)) == .log(repeated: 0))
    #expect(throttle.occurred("a", state: "x", at: .seconds(1)) == .passOver)
    #expect(throttle.occurred("b", at: .seconds(1)) == .log(repeated: 0))
    #expect(throttle.occurred("a", state: "y", at: .seconds(2)) == .log(repeated: 1))
    #expect(throttle.occurred("a", state: "y", at: .seconds(61)) == .passOver)
    #expect(throttle.occurred("a", state: "y", at: .seconds(62)) == .log(repeated: 1))
    #expect(throttle.count == 2)
    let recovery = throttle.recovered("a", at: .seconds(200))
    #expect(recovery?.description == "recovered after 5 times in 3m20s")
    #expect(throttle.recovered("a", at: .seconds(201)) == nil)
    #expect(throttle.occurred("a", state: "y", at: .seconds(202)) == .log(repeated: 0))
}

@Test(arguments: [
    (Duration.milliseconds(240), "240ms"), (.seconds(52), "52s"), (.seconds(7500), "2h5m"), (.seconds(273_600), "3d4h"),
    (.seconds(-3), "0ms"),
])
func aRecoveryIsToldInTwoUnits(lasted: Duration, expected: String) {
    var throttle = LogThrottle()
    _ = throttle.occurred("a", at: .zero)
    #expect(throttle.recovered("a", at: lasted)?.description == "recovered after 1 time in \(expected)")
}

@Test func theOldestConditionIsForgottenAtTheLimit() {
    var throttle = LogThrottle(limit: 2)
    _ = throttle.occurred("a", at: .seconds(0))
    _ = throttle.occurred("b", at: .seconds(1))
    _ = throttle.occurred("a", at: .seconds(2))
    _ = throttle.occurred("c", at: .seconds(3))
    #expect(throttle.count == 2)
    #expect(throttle.recovered("b", at: .seconds(4)) == nil)
    #expect(throttle.recovered("a", at: .seconds(4)) != nil)
}

/// Every occurrence is either said or counted in a later line or still pending: none is lost.
@Test func noOccurrenceIsLostFromTheCount() {
    for seed in 0..<200 {
        var random = SeededGenerator(seed: UInt64(seed))
        var throttle = LogThrottle(reminder: .seconds(10))
        var now = Duration.zero
        var said = 0
        var heard = 0
        for _ in 0..<200 {
            now += .seconds(Int.random(in: 0...4, using: &random))
            heard += 1
            if case .log(let repeated) = throttle.occurred(
                "k", state: "\(Int.random(in: 0...1, using: &random))", at: now)
            {
                said += 1 + repeated
                #expect(said == heard, "seed \(seed)")
            }
        }
        #expect(throttle.recovered("k", at: now)?.occurrences == heard, "seed \(seed)")
    }
}
