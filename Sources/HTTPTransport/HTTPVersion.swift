/// The protocol version that an answer came in.
public enum HTTPVersion: String, Sendable, Hashable {
    case http10 = "1.0"
    case http11 = "1.1"
    case http2 = "2"
    /// One that this build of libcurl knows and we don't.
    case other
}
