import Testing

@testable import Kafka

struct DurationMillisecondsTests {
    @Test func roundsUpAndNeverMeansForEver() {
        #expect(Duration.milliseconds(5).milliseconds == 5)
        #expect(Duration.microseconds(1).milliseconds == 1)
        #expect(Duration.zero.milliseconds == 0)
        #expect(Duration.seconds(-5).milliseconds == 0)
        #expect(Duration.milliseconds(-1).milliseconds == 0)
        #expect(Duration.seconds(Int64.max).milliseconds == 2_000_000_000)
    }
}
