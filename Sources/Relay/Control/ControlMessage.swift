/// What was read from the control topic.
struct ControlMessage: Sendable {
    /// By so much clocks may differ when the age of a record that was read as it came is told from its timestamp.
    private static let clockTolerance: Int64 = 60_000

    var key: String
    /// `nil` for a key that was deleted.
    var entry: ControlEntry?
    /// When it was written, by the broker's or the writer's clock: epoch milliseconds; `nil` if unknown.
    var timestamp: Int64?
    /// Whether it stood in the topic before this process began to follow it.
    var isHistory = false
    var receivedAt = ContinuousClock.now

    /// How long ago it was written. What was read as it came is as old as its receipt, unless the clocks say much more; of what stood there
    /// before, only the clocks know.
    ///
    /// - Parameter wall: epoch milliseconds.
    func age(wall: Int64, at now: ContinuousClock.Instant) -> Duration {
        max(now - receivedAt, isHistory ? .milliseconds(byClock(wall)) : leastAge(wall: wall))
    }

    /// How long ago it was written at the least, however far the clocks are apart.
    func leastAge(wall: Int64) -> Duration { .milliseconds(max(0, byClock(wall) - Self.clockTolerance)) }

    private func byClock(_ wall: Int64) -> Int64 {
        guard let timestamp, timestamp >= 0, wall >= timestamp else { return 0 }
        return wall - timestamp
    }
}
