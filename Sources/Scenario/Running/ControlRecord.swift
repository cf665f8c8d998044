import Delivery

/// A report in the control topic.
struct ControlRecord {
    let sender: SimulatedReplica
    let report: QuotaReport
    /// Whether calls may rest on it: it is no mark, and no last word.
    let isRegular: Bool
    let writtenAt: Duration
    /// When it is in Kafka, and read by all.
    let visibleAt: Duration
}
