import FeishuAPI
import ScheduleSupport
import Testing

@Suite struct RetryDelayTests {
    @Test(
        arguments: [
            ("52", .seconds(52)), (" 52 ", .seconds(52)), ("0.5", .milliseconds(500)), ("1.2345", .milliseconds(1235)),
            (".25", .milliseconds(250)), ("1.", .seconds(1)), ("52, 60", .seconds(52)), ("0", .milliseconds(50)),
            ("0.000", .milliseconds(50)), ("0.0001", .milliseconds(50)), ("3600", .seconds(3600)),
            ("3601", .seconds(3600)), ("99999999999999999999999999", .seconds(3600)), ("1700000000", .seconds(3600)),
            ("", nil), (".", nil), ("-1", nil), ("nan", nil), ("inf", nil), ("1e3", nil), ("0x10", nil), ("1.2.3", nil),
            ("soon", nil), ("Wed, 21 Oct 2026 07:28:00 GMT", nil), ("\u{0}1", nil), (",5", nil),
        ] as [(String, Duration?)])
    func readsSecondsWithinBounds(header: String, expected: Duration?) {
        #expect(RetryDelay.seconds(header) == expected)
    }

    @Test func isNilWithoutAHeader() {
        #expect(RetryDelay.seconds(nil) == nil)
    }

    @Test func neverLeavesItsBoundsWhateverTheHeader() {
        for seed in UInt64(0)..<3000 {
            var random = SeededGenerator(seed: seed)
            let alphabet = Array("0123456789..,- \teE+xX\u{FF}".unicodeScalars)
            var header = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0..<90, using: &random) {
                header.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
            }
            if let delay = RetryDelay.seconds(String(header)) {
                #expect(delay >= RetryDelay.shortest && delay <= RetryDelay.longest, "seed \(seed)")
            }
        }
    }
}
