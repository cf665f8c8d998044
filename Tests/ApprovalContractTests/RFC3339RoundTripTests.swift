import FeishuTypes
import Testing

struct RFC3339RoundTripTests {
    @Test func everyDayReadsBackAsItself() {
        var time: Int64 = 0
        while time < 253_402_300_799_999 {
            let text = RFC3339.string(time)
            guard RFC3339.milliseconds(text) == time else {
                Issue.record("\(time) became \(text)")
                return
            }
            time += 86_400_000 * 37 + 12_345_678
        }
    }

    @Test func outOfRangeIsBrought() {
        #expect(RFC3339.string(-5) == "1970-01-01T00:00:00.000Z")
        #expect(RFC3339.string(.max) == "9999-12-31T23:59:59.999Z")
    }
}
