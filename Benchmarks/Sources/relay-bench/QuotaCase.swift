/// A situation in which the quota is to be used, and what is to come of it.
enum QuotaCase: String, CaseIterable, Sendable {
    case one, three, uneven, churn
    case storm429 = "storm-429"
    case storm400 = "storm-400"
    case reset
    /// Nobody listens.
    case refused
    case unavailable = "503"
    case stall
    case bulk
    /// Of two apps one is held (``HeldRun``).
    case held

    var replicas: Int {
        switch self {
        case .three, .uneven, .churn, .storm429, .storm400: 3
        case .one, .reset, .refused, .unavailable, .stall, .bulk, .held: 1
        }
    }

    /// Backlogged partitions, of 24 that range assignment gives eight by eight, and their weights in the backlog.
    var partitions: [Int32: Int] {
        guard self == .uneven else { return Dictionary(uniqueKeysWithValues: (Int32(0)..<24).map { ($0, 1) }) }
        // Each process has work until the end: the fewer its partitions, the more in each.
        var weights: [Int32: Int] = [:]
        for partition in Int32(0)..<8 { weights[partition] = 3 }
        for partition in Int32(8)..<11 { weights[partition] = 4 }
        weights[16] = 9
        return weights
    }

    /// The least part of the quota that is to be used; `nil` where it is not what is asked.
    var goal: Double? {
        switch self {
        case .one: 0.98
        case .three: 0.97
        case .uneven: 0.95
        case .churn: 0.90
        default: nil
        }
    }

    /// What Feishu answers in an outage.
    var fault: String? {
        switch self {
        case .reset: #"{"effect":"reset","api":"instance_sync"}"#
        case .unavailable: #"{"effect":"html","status":503,"api":"instance_sync"}"#
        case .stall: #"{"effect":"none","delay_ms":60000,"api":"instance_sync"}"#
        default: nil
        }
    }

    /// Whether Feishu doesn't take calls for a time.
    var isOutage: Bool { fault != nil || self == .refused }

    var isStorm: Bool { self == .storm429 || self == .storm400 }

    /// What a storm sets: half the quota, without notice.
    var stormSettings: String {
        #"{"rate_limits":{"default":{"per_second":25,"per_minute":500}},"rate_limit_status":\#(self == .storm400 ? 400 : 429)}"#
    }
}
