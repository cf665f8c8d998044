/// Lengths of time as people write them: `500ms`, `10s`, `5m`, `1h30m`, `2d`. The unit is demanded, since a bare `30` is
/// read as seconds by one half of readers and as milliseconds by the other.
public enum DurationText {
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
        ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ]

    /// Whole numbers each followed by a unit (`d h m s ms us ns`), the larger unit first and none twice; `0` needs no unit.
    /// Nil for anything else and for more than 292 years.
    public static func parse(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        var rest = text.utf8[...]
        var total: Int64 = 0
        var nextUnit = 0
        while !rest.isEmpty {
            let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
            rest = rest.dropFirst(letters.count)
            guard let number = Int64(String(Substring(digits))),
                let unit = units[nextUnit...].firstIndex(where: { $0.name.utf8.elementsEqual(letters) })
            else { return nil }
            let part = number.multipliedReportingOverflow(by: units[unit].nanoseconds)
            let sum = total.addingReportingOverflow(part.partialValue)
            if part.overflow || sum.overflow { return nil }
            total = sum.partialValue
            nextUnit = unit + 1
        }
        return nextUnit == 0 ? nil : .nanoseconds(total)
    }

    /// The shortest text that ``parse(_:)`` reads back as the same duration, to the nanosecond: `1m30s`, `250ms`, `0s`.
    public static func format(_ duration: Duration) -> String {
        if duration < .zero { return "-" + format(.zero - duration) }
        let (seconds, attoseconds) = duration.components
        var text = ""
        var rest = seconds
        for unit in units.prefix(4) {
            let size = unit.nanoseconds / 1_000_000_000
            if rest / size > 0 { text += "\(rest / size)\(unit.name)" }
            rest %= size
        }
        var nanoseconds = attoseconds / 1_000_000_000
        for unit in units.dropFirst(4) {
            if nanoseconds / unit.nanoseconds > 0 { text += "\(nanoseconds / unit.nanoseconds)\(unit.name)" }
            nanoseconds %= unit.nanoseconds
        }
        return text.isEmpty ? "0s" : text
    }
}
