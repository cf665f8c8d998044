/// What carries requests to Feishu: the seam between this room and the HTTP library.
///
/// A conformer verifies TLS, follows no redirect, keeps to the request's time-out and bounds the answer's size. It throws
/// only when no complete answer arrived; an HTTP error status is an answer. When the task is cancelled it gives up soon
/// and throws `.cancelled`.
public protocol FeishuTransport {
    /// Sends one request once. Runs on the caller's actor, so that a caller whose actor lives on the transport's own
    /// thread never leaves it.
    nonisolated(nonsending) func send(
        _ request: FeishuHTTPRequest
    ) async throws(FeishuTransportError) -> FeishuHTTPResponse
}
