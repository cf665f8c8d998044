/// A tenant's calls of the calendar month in UTC+8 (feishu-api §9.4).
struct MonthlyQuota {
    private struct Month: Hashable {
        var year: Int64
        var month: Int64
    }

    private struct Used {
        var month: Month
        var calls: Int
    }

    private var used: [UInt16: Used] = [:]

    mutating func admit(_ tenant: UInt16, limit: Int, at now: SimulatorInstant) throws(Refusal) {
        guard limit > 0 else { return }
        let date = CivilDate(now, offset: 8 * 3600)
        let month = Month(year: date.year, month: date.month)
        var count = used[tenant].flatMap { $0.month == month ? $0.calls : nil } ?? 0
        guard count < limit else {
            throw Refusal(
                status: 429, code: 99_991_403, message: "This month's API call quota has been exceeded", envelope: .bare
            )
        }
        count += 1
        used[tenant] = Used(month: month, calls: count)
    }
}
