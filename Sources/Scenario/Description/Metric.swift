/// What is measured of a run.
public enum Metric: String, Sendable, CaseIterable {
    case callsInAnySecond = "calls_in_any_second"
    case callsInAnyMinute = "calls_in_any_minute"
    case callsInFixedSecond = "calls_in_fixed_second"
    case callsInFixedMinute = "calls_in_fixed_minute"
    case calls
    case callsByLoans = "calls_by_loans"
    case quotaUsedPercent = "quota_used_percent"
    case refused
    case refusedPercent = "refused_percent"
    case done
    case unfinished
    case deadLetters = "dead_letters"
    case orderInversions = "order_inversions"
    case waitP50 = "wait_p50"
    case waitP99 = "wait_p99"
    case fullRateAfter = "full_rate_after"
    case probesPerSecond = "probes_per_second"

    public enum Unit: Sendable { case count, percent, seconds }

    public var unit: Unit {
        switch self {
        case .quotaUsedPercent, .refusedPercent: .percent
        case .waitP50, .waitP99, .fullRateAfter: .seconds
        default: .count
        }
    }

    /// What it means, for the reference.
    public var meaning: String {
        switch self {
        case .callsInAnySecond: "the most calls that reached Feishu in any second, wherever it begins"
        case .callsInAnyMinute: "the same of any minute"
        case .callsInFixedSecond: "the same of seconds that begin with the first call after the last one ended"
        case .callsInFixedMinute: "the same of such minutes"
        case .calls: "calls that reached Feishu"
        case .callsByLoans: "calls made with what another process lent"
        case .quotaUsedPercent:
            "calls that Feishu's limits let through, of those that one process which wastes nothing would have made; times at which no call "
                + "can succeed are left out of both"
        case .refused: "calls that Feishu throttled"
        case .refusedPercent: "those, of all calls that reached Feishu"
        case .done: "commands that were applied"
        case .unfinished: "commands that came and were neither applied nor set aside"
        case .deadLetters: "commands that were set aside"
        case .orderInversions: "commands that Feishu applied after a later one of the same key"
        case .waitP50: "from a command's arrival until it was applied or set aside, of the median command that was"
        case .waitP99: "the same of one in a hundred"
        case .fullRateAfter:
            "from the end of a fault or change of limits, or of the last reset that Feishu gave, until a second or a minute is 90 % full or "
                + "nothing waits; the longest of them"
        case .probesPerSecond:
            "the most calls that one process started in any second of an outage, from `relay.request_timeout` and 5 s after its beginning"
        }
    }
}
