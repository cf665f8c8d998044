/// How much one call may carry of several syncs. What one sync brings by itself is never too much.
public struct SyncMergeLimits: Sendable, Hashable {
    /// Tasks. Feishu's Chinese documentation allows 300, the international one 200.
    public var tasks = 200
    /// Copies: Feishu's own limit.
    public var cc = 200
    /// Bytes of the bodies together, which is at least what comes of them but for texts that are repeated for a language.
    public var bytes = 1 << 20

    public init() {}
}
