import ApprovalContract
import FeishuAPI

/// Why a command came to nothing: what its answer and its dead letter say.
struct CommandFailure {
    /// `rejected` or `dead_lettered`.
    var outcome: Outcome
    var reason: Reason
    /// The last call, if there was any.
    var call: FeishuCallResult?
    var attempts = 0
    /// Epoch milliseconds.
    var called: Int64?
    var firstFailedAt: Int64?
}
