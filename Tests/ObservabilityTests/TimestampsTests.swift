import Foundation
import Observability
import ScheduleSupport
import Testing

@Test(
    arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (1_709_210_096_789, "2024-02-29T12:34:56.789Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (Timestamps.maximum, "9999-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
func timesAreWrittenAndRead(milliseconds: Int64, text: String) {
    #expect(Timestamps.format(milliseconds) == text)
    #expect(Timestamps.parse(text) == milliseconds)
}

@Test func timesOutsideAreShownAsTheNearest() {
    #expect(Timestamps.format(-1) == "1970-01-01T00:00:00.000Z")
    #expect(Timestamps.format(.max) == "9999-12-31T23:59:59.999Z")
    #expect(Timestamps.format(.min) == "1970-01-01T00:00:00.000Z")
}

@Test(
    arguments: [
        ("2024-02-29T12:34:56Z", 1_709_210_096_000), ("2024-02-29t12:34:56.7z", 1_709_210_096_700),
        ("2024-02-29T20:34:56.789999999+08:00", 1_709_210_096_789), ("2024-02-28T23:59:56-12:35", 1_709_210_096_000),
        ("1970-01-01T08:00:00+08:00", 0), ("2024-02-29T12:34:56-00:00", 1_709_210_096_000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000), ("2017-01-01T07:59:60.9+08:00", 1_483_228_800_000),
    ] as [(String, Int64)])
func everyFormOfRFC3339IsRead(text: String, expected: Int64) {
    #expect(Timestamps.parse(text) == expected)
}

@Test(arguments: [
    "", "2024", "2024-02-29", "2024-02-29T12:34:56", "2024-02-29 12:34:56Z", "2023-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z",
    "2024-04-31T00:00:00Z", "2024-00-01T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-00T00:00:00Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z", "2024-01-01T00:00:60Z", "2024-01-02T23:59:60Z",
    "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00,5Z", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00+08:60", "2024-01-01T00:00:00+0800",
    "2024-01-01T00:00:00+08", "2024-01-01T00:00:00ZZ", "2024-1-1T0:0:0Z", "+2024-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "２０24-01-01T00:00:00Z", "2024-01-01T00:00:00.5",
    "9999-12-31T23:59:60Z",
])
func whatIsNotRFC3339IsRefused(text: String) {
    #expect(Timestamps.parse(text) == nil)
}

@Test func everyDayOfTheCalendarRoundTrips() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var day: Int64 = 0
    var expected = (year: 1970, month: 1, day: 1)
    while expected.year <= 9999 {
        let isLeap = expected.year % 4 == 0 && (expected.year % 100 != 0 || expected.year % 400 == 0)
        let length = expected.month == 2 && isLeap ? 29 : lengths[expected.month - 1]
        // All days of a few centuries' turns, and every 37th of the rest.
        if day % 37 == 0 || expected.year % 100 == 0 {
            let text = Timestamps.format(day * 86_400_000)
            let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
            // A macro for each of a hundred thousand days would take seconds.
            if Timestamps.parse(text) != day * 86_400_000 || parts != [expected.year, expected.month, expected.day] {
                Issue.record("\(text) for day \(day), \(expected)")
                return
            }
        }
        day += 1
        expected.day += 1
        if expected.day > length { expected = (expected.year, expected.month + 1, 1) }
        if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
    }
    #expect(day * 86_400_000 - 1 == Timestamps.maximum)
}

@Test func noTextTrapsTheParser() {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("0123456789-:.TZ+ é".unicodeScalars)
    let valid = Array("2024-02-29T12:34:56.789+08:00".unicodeScalars)
    for _ in 0..<20_000 {
        var scalars = valid
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            scalars[Int.random(in: scalars.indices, using: &random)] = alphabet.randomElement(using: &random) ?? "0"
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        if let time = Timestamps.parse(text) { #expect((0...Timestamps.maximum).contains(time)) }
    }
}
