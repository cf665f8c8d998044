/// What was read from the control topic.
struct ControlMessage: Sendable {
    var key: String
    /// `nil` for a key that was deleted.
    var entry: ControlEntry?
    /// When it was written, by the broker's or the writer's clock: epoch milliseconds; `nil` if unknown.
    var timestamp: Int64?
}
