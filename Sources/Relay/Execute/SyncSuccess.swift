import FeishuAPI

/// The call that Feishu took, as its carrier's answer tells of it.
struct SyncSuccess {
    var call: FeishuCallResult
    var attempts: Int
    /// Epoch milliseconds.
    var called: Int64
}
