import Testing

@testable import Delivery

struct RetryPolicyTests {
    let policy = RetryPolicy(maximumAttempts: 4, maximumAge: .seconds(100), base: .seconds(1), cap: .seconds(3))

    @Test func theCeilingDoublesUpToTheCap() {
        #expect(policy.delay(attempts: 1, random: 1) == .seconds(1))
        #expect(policy.delay(attempts: 2, random: 1) == .seconds(2))
        #expect(policy.delay(attempts: 3, random: 1) == .seconds(3))
        #expect(policy.delay(attempts: .max, random: 1) == .seconds(3))
    }

    @Test func jitterIsFullAndNeverZero() {
        #expect(policy.delay(attempts: 3, random: 0) == .milliseconds(10))
        #expect(policy.delay(attempts: 3, random: 0.5) == .milliseconds(1500))
    }

    @Test func attemptsAndAgeAreBounded() {
        #expect(policy.decide(attempts: 4, age: .zero, random: 0.5) == .attemptsExhausted)
        #expect(policy.decide(attempts: 1, age: .seconds(100), random: 0.5) == .tooOld)
        #expect(policy.decide(attempts: 1, age: .zero, random: 1) == .retry(after: .seconds(1)))
    }
}
