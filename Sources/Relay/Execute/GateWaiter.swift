/// A suspended command before a gate.
struct GateWaiter {
    /// Of its suspension.
    let id: Int
    /// The command's key: probes of an outage go round among keys.
    let key: String
}
