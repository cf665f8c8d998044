import JSON

extension ReadingContext {
    /// Epoch milliseconds that a time may be: 1973-03-03 to the end of 9999. Seconds of any living clock lie below, micro- and
    /// nanoseconds above.
    static let times: ClosedRange<Int64> = 100_000_000_000...253_402_300_799_999

    /// Epoch milliseconds: a string of digits or a whole number; in an event an RFC 3339 time too.
    ///
    /// - Parameter mayBeOpen: whether 0 means "not yet".
    mutating func time(_ value: JSONValue, _ field: String, mayBeOpen: Bool = false) -> Int64? {
        let milliseconds: Int64
        if let number = wholeNumber(value) {
            milliseconds = number
        } else if let json = value.string, let parsed = parsedTime(json) {
            milliseconds = parsed
        } else {
            let expected = isSuperset ? "epoch milliseconds or an RFC 3339 time" : "epoch milliseconds"
            mismatch(field, expected, value)
            return nil
        }
        guard isSuperset, !(mayBeOpen && milliseconds == 0), !Self.times.contains(milliseconds) else {
            return milliseconds
        }
        report(field, "expected epoch milliseconds, found \(Self.describe(milliseconds))")
        return nil
    }

    private func parsedTime(_ json: JSONString) -> Int64? {
        let span = json.span
        return DecimalInteger.parse(span) ?? (isSuperset ? RFC3339.milliseconds(span) : nil)
    }

    private static func describe(_ milliseconds: Int64) -> String {
        switch milliseconds {
        case 100_000_000..<times.lowerBound:
            "\(milliseconds), which looks like seconds: multiply by 1000"
        case 100_000_000_000_000_000...:
            "\(milliseconds), which looks like nanoseconds: divide by 1000000"
        case times.upperBound...:
            "\(milliseconds), which looks like microseconds: divide by 1000"
        default:
            "\(milliseconds), which is before 1973"
        }
    }
}
