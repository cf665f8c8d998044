import Kafka

/// Chooses the gaps that the broker is asked about.
///
/// A topic that is written in transactions has a gap after every few records. So a partition's gaps are asked about once in
/// ``interval`` at most, and of those that came meanwhile the widest: what retention deletes is a stretch.
struct GapWatch {
    static let interval: Duration = .seconds(5)

    private var widest: [TopicPartition: OffsetGap] = [:]
    private var asked: [TopicPartition: ContinuousClock.Instant] = [:]

    /// - Returns: those to be asked about now.
    mutating func take(_ new: [OffsetGap], at now: ContinuousClock.Instant) -> [OffsetGap] {
        for gap in new where gap.width > widest[gap.partition]?.width ?? 0 { widest[gap.partition] = gap }
        guard !widest.isEmpty else { return [] }
        let due = widest.values.filter { gap in asked[gap.partition].map { now - $0 >= Self.interval } ?? true }
        for gap in due {
            widest[gap.partition] = nil
            asked[gap.partition] = now
        }
        return due
    }
}
