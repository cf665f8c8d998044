extension ServerResponse {
    /// The ways in which a server fails a client below HTTP, for those who test a client.
    public enum Fault: Sendable, Hashable {
        /// The client's read fails with ECONNRESET.
        case resetBeforeAnswer
        /// The client reads the end of the stream instead of a status line.
        case closeWithoutAnswer
        /// `Content-Length` is the whole body's, but only so many bytes come before the connection closes.
        case truncateBody(afterBytes: Int)
    }
}
