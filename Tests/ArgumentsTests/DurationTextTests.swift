import Arguments
import Testing

@Test(arguments: [
    ("0", Duration.zero), ("0s", .zero), ("500ms", .milliseconds(500)), ("10s", .seconds(10)), ("5m", .seconds(300)),
    ("2h", .seconds(7200)), ("1d", .seconds(86_400)), ("1h30m", .seconds(5400)),
    ("1m500us", .seconds(60) + .microseconds(500)),
    ("9223372036854775807ns", .nanoseconds(Int64.max)),
])
func durationsAreRead(text: String, expected: Duration) {
    #expect(DurationText.parse(text) == expected)
}

@Test(arguments: [
    "", "10", "s", "-5s", "+5s", "1.5s", " 5s", "5s ", "5S", "5 s", "5w", "1m1h", "1s1s", "5sm", "٥s",
    "9223372036854775808ns", "106752d", "99999999999999999999s", "1h9223372036854775807ns",
])
func whatIsNotADurationIsRefused(text: String) {
    #expect(DurationText.parse(text) == nil)
}

@Test func durationsAreWrittenSoThatTheyReadBack() {
    #expect(DurationText.format(.seconds(90)) == "1m30s")
    #expect(DurationText.format(.milliseconds(1500)) == "1s500ms")
    #expect(DurationText.format(.zero) == "0s")
    #expect(DurationText.format(.seconds(-5)) == "-5s")
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
        let size = Int64.random(in: 0...62, using: &generator)
        let duration = Duration.nanoseconds(Int64.random(in: 0...(1 << size), using: &generator))
        #expect(DurationText.parse(DurationText.format(duration)) == duration)
    }
}
