/// What the oracle must know of the relay's settings and of the run. Times in milliseconds.
public struct OraclePolicy: Sendable {
    /// `execute.retry.attempts`.
    public var maximumAttempts = 12
    /// `feishu.request_timeout`: afterwards a call is none any more, whatever Feishu does with it.
    public var requestTimeout: Int64 = 3000
    /// How far a broker's and Feishu's idea of one moment may lie apart, and what the network may take.
    public var slack: Int64 = 100
    /// Resident memory may grow by half and this many bytes.
    public var residentTolerance: Int64 = 96 << 20
    public var descriptorTolerance = 24

    public init() {}
}
