/// Year, month and day of an instant, after Howard Hinnant's days-to-civil algorithm; valid for all instants after 1970.
struct CivilDate: Hashable {
    var year: Int64
    var month: Int64
    var day: Int64
    var hour: Int64
    var minute: Int64
    var second: Int64

    /// - Parameter offset: seconds east of UTC.
    init(_ instant: SimulatorInstant, offset: Int64 = 0) {
        // Within ±10^12 s (some 30 000 years) nothing below can overflow.
        let seconds = min(max(instant.seconds, 0), 1_000_000_000_000) + offset
        let days = seconds / 86_400
        let rest = seconds % 86_400
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
    }
}
