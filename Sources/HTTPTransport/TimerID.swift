/// Names a timer, so that it can be cancelled. Never reused within a transport.
public struct TimerID: Sendable, Hashable {
    let rawValue: UInt64
}
