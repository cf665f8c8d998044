import ApprovalContract

/// A suspended command before a gate.
struct GateWaiter {
    /// Of its suspension.
    let id: Int
    let lane: Lane
    /// The command's key: probes of an outage go round among keys.
    let key: String
}
