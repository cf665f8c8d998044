import Foundation
import ScheduleSupport
import Testing

@testable import Delivery

private let known: [(instant: String, end: String)] = [
    ("2026-01-31T15:59:59Z", "2026-01-31T16:00:00Z"), ("2026-01-31T16:00:00Z", "2026-02-28T16:00:00Z"),
    ("2024-02-28T16:00:00Z", "2024-02-29T16:00:00Z"), ("2024-02-10T00:00:00Z", "2024-02-29T16:00:00Z"),
    ("2023-02-10T00:00:00Z", "2023-02-28T16:00:00Z"), ("2000-02-10T00:00:00Z", "2000-02-29T16:00:00Z"),
    ("2100-02-10T00:00:00Z", "2100-02-28T16:00:00Z"), ("2025-12-31T15:59:59Z", "2025-12-31T16:00:00Z"),
    ("2025-12-31T16:00:00Z", "2026-01-31T16:00:00Z"), ("1970-01-01T00:00:00Z", "1970-01-31T16:00:00Z"),
    ("1969-12-31T00:00:00Z", "1969-12-31T16:00:00Z"),
]

struct MonthEndTests {
    @Test(arguments: known)
    func endsAtMidnightInChina(instant: String, end: String) throws {
        let from = try Date(instant, strategy: .iso8601).timeIntervalSince1970
        let to = try Date(end, strategy: .iso8601).timeIntervalSince1970
        #expect(MonthEnd.remaining(from: Int64(from) * 1000) == .seconds(Int64(to - from)))
    }

    @Test func agreesWithTheCalendarThroughFourCenturies() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 8 * 3600))
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            // Up to the year 2370.
            let seconds = Int64(random.below(400 * 365 * 86_400))
            let date = Date(timeIntervalSince1970: TimeInterval(seconds))
            let end = try #require(calendar.dateInterval(of: .month, for: date)?.end)
            #expect(
                MonthEnd.remaining(from: seconds * 1000) == .seconds(Int64(end.timeIntervalSince1970) - seconds),
                "\(seconds)")
        }
    }

    @Test func noInstantTraps() {
        for instant in [Int64.min, Int64.max, 0, -1, 8_640_000_000_000_000] {
            let left = MonthEnd.remaining(from: instant)
            #expect(left > .zero)
            #expect(left <= .seconds(31 * 86_400))
        }
    }
}
