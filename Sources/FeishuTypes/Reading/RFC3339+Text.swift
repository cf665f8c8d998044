extension RFC3339 {
    /// Epoch milliseconds of a text, or `nil` when it is no strict RFC 3339 time.
    public static func milliseconds(_ text: String) -> Int64? {
        milliseconds(text.utf8Span.span)
    }

    /// Epoch milliseconds as `2026-02-03T04:05:06.789Z`. Times outside the years 1970 to 9999 are brought to the nearer end.
    public static func string(_ milliseconds: Int64) -> String {
        let bounded = min(max(milliseconds, 0), 253_402_300_799_999)
        let days = bounded / 86_400_000
        let rest = bounded % 86_400_000
        // Civil date of a day count; years are counted from March (Howard Hinnant, "chrono-Compatible Low-Level Date
        // Algorithms").
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)

        var text: [UInt8] = []
        text.reserveCapacity(24)
        func put(_ number: Int64, _ digits: Int) {
            var divisor: Int64 = 1
            for _ in 1..<digits { divisor *= 10 }
            while divisor > 0 {
                text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
                divisor /= 10
            }
        }
        put(year, 4)
        text.append(UInt8(ascii: "-"))
        put(month, 2)
        text.append(UInt8(ascii: "-"))
        put(day, 2)
        text.append(UInt8(ascii: "T"))
        put(rest / 3_600_000, 2)
        text.append(UInt8(ascii: ":"))
        put(rest / 60_000 % 60, 2)
        text.append(UInt8(ascii: ":"))
        put(rest / 1000 % 60, 2)
        text.append(UInt8(ascii: "."))
        put(rest % 1000, 3)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }
}
