/// When a request is answered.
public enum ServerAnswer: Sendable {
    case now(ServerResponse)
    /// By the server's timer, in steps of a millisecond; at most a day. Costs no thread however many wait.
    case later(after: Duration, ServerResponse)
    /// By whoever holds the responder. The closure runs at once, on the server's thread.
    case deferred(@Sendable (ServerResponder) -> Void)
}
