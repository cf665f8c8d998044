extension SimulatorSettings.RateLimitReset {
    /// What `x-ogw-ratelimit-reset` says.
    ///
    /// - Parameter wait: microseconds until a call would be accepted.
    /// - Returns: `nil` for no header.
    public func header(wait: Int64) -> String? {
        switch self {
        case .whole: return String(wait / CallMeter.second + (wait % CallMeter.second == 0 ? 0 : 1))
        case .fractional:
            let milliseconds = wait / 1000 + (wait % 1000 == 0 ? 0 : 1)
            let rest = String(milliseconds % 1000)
            return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
        case .missing: return nil
        case .zero: return "0"
        }
    }
}
