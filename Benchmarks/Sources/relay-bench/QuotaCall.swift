import JSON

/// A sync that reached the simulator.
struct QuotaCall: Sendable {
    enum Ending: Sendable {
        /// It was taken, and counts in the windows.
        case taken
        /// Refused for the quota: throttled.
        case throttled
        /// What a fault answered, or another refusal.
        case failed
    }

    /// µs since 1970.
    let at: Int64
    let ending: Ending
    let instance: String

    init?(_ entry: JSONValue) {
        guard entry["api"]?.stringValue == "instance_sync", let at = entry["received_at_us"]?.int64 else { return nil }
        self.at = at
        instance = entry["instance_id"]?.stringValue ?? ""
        switch entry["outcome"]?.stringValue {
        case "applied", "partial", "dropped": ending = .taken
        default: ending = entry["code"]?.int64 == 99_991_400 ? .throttled : .failed
        }
    }
}
