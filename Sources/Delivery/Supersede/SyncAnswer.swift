/// What became of a sync.
public struct SyncAnswer: Sendable, Hashable {
    public enum Verdict: Sendable, Hashable {
        /// Feishu took it: as it was, or with others in it.
        case applied
        /// Feishu took a later command that carries it, or makes it needless.
        case superseded(by: String)
        /// Newer state had gone out: `unchanged`, reason `older`.
        case older
        /// Its expiry had passed: `rejected`, reason `expired`.
        case expired
        /// Feishu refused it for good, by itself.
        case refused
    }

    public var ticket: Int
    public var commandID: String
    public var verdict: Verdict
    /// The version that it had; a dead letter keeps it for its replay.
    public var version: Int64
    /// Whether it is the same command a second time: answered alike, without a receipt or a dead letter of its own.
    public var isRepeat: Bool
}
