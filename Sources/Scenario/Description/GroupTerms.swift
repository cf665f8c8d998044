/// How the consumer group and the control topic behave.
public struct GroupTerms: Sendable {
    /// `kafka.session_timeout`: so long after its death a process is missed.
    public var sessionTimeout: Duration = .seconds(45)
    /// A member learns of a rebalance within this time.
    public var heartbeat: Duration = .seconds(3)
    /// `shutdown.drain`.
    public var drain: Duration = .seconds(20)
    /// From an assignment until receipts and commits of the partitions have been read.
    public var takeUp: Duration = .milliseconds(300)
    /// From writing a control record until all have read it.
    public var controlDelay = Delay.constant(.milliseconds(10))

    public init() {}
}
