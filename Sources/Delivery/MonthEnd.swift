/// When Feishu's monthly quota begins anew: at the first of the month, 00:00 in UTC+8, which knows no summer time
/// (feishu-api.md §9.4).
public enum MonthEnd {
    private static let day: Int64 = 86_400_000
    private static let offset: Int64 = 8 * 3_600_000
    /// ±100,000,000 days from 1970: what ECMAScript's dates reach. Instants beyond are taken for the nearest.
    private static let bound: Int64 = 100_000_000 * 86_400_000

    /// How long the month of an instant lasts from then on; more than zero.
    ///
    /// - Parameter instant: epoch milliseconds.
    public static func remaining(from instant: Int64) -> Duration {
        let local = min(max(instant, -bound), bound) + offset
        let today = floored(local, day)
        let (year, month) = monthOf(today)
        let next = month == 12 ? daysBefore(year + 1, 1) : daysBefore(year, month + 1)
        return .milliseconds(next * day - local)
    }

    /// Days from 1970-01-01 to the first of a month.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the leap day is the last.
    static func daysBefore(_ year: Int64, _ month: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = floored(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The year and month (1…12) of a day, counted from 1970-01-01.
    static func monthOf(_ days: Int64) -> (year: Int64, month: Int64) {
        let shifted = days + 719_468
        let era = floored(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month)
    }

    private static func floored(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }
}
