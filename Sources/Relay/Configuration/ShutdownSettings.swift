/// `shutdown:` – how long a stop may take.
public struct ShutdownSettings: Sendable {
    /// `drain`: how long calls in flight may take when a partition is given up. Below `kafka.session_timeout`.
    public var drain: Duration = .seconds(20)
    /// `deadline`: after a stop signal the process is gone within this time.
    public var deadline: Duration = .seconds(30)

    public init() {}
}
