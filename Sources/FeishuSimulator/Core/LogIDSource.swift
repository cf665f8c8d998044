/// `X-Tt-Logid` values in Feishu's shape: the time to the second, then 20 hexadecimal digits.
struct LogIDSource {
    private var second: Int64 = -1
    private var prefix = ""

    mutating func next(at now: SimulatorInstant, random: inout SeededRandom) -> String {
        if now.seconds != second {
            second = now.seconds
            let date = CivilDate(now, offset: 8 * 3600)
            prefix = [date.year, date.month, date.day, date.hour, date.minute, date.second]
                .map { $0 < 10 ? "0\($0)" : "\($0)" }
                .joined()
        }
        return prefix + random.hexadecimal(20, uppercase: true)
    }
}
