/// Answers one request, once, from any thread. Let go without an answer, it answers 500, so that no client waits forever.
public final class ServerResponder: Sendable {
    private let pending: PendingAnswer

    init(_ pending: PendingAnswer) {
        self.pending = pending
    }

    /// False where the request was answered before, or the server stopped. A client that has gone is not noticed here,
    /// and does no harm.
    @discardableResult
    public func send(_ response: ServerResponse) -> Bool {
        pending.answer(response)
    }

    deinit {
        pending.answer(.refusal(500, "the request was dropped without an answer"))
    }
}
