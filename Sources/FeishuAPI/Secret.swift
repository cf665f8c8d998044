/// Text that must never reach a log, a metric, an error or a dead letter: app secrets, tokens, tickets.
///
/// Every way in which Swift prints a value (`print`, interpolation, `String(reflecting:)`, `dump`) shows
/// `<redacted>`; reading takes the deliberate word `exposed`.
public struct Secret: Sendable, Hashable {
    /// The text itself. Only for a request's header or body.
    public let exposed: String

    public init(_ text: String) {
        exposed = text
    }

    /// A secret from untrusted bytes (a file, an answer), without white space around it; nil unless it is 1…`limit`
    /// bytes of visible ASCII, so that it can't break out of a header line or a JSON string.
    public init?(visible text: String, limit: Int = 4096) {
        var bytes = Array(text.utf8)[...]
        while let last = bytes.last, Self.isSpace(last) { bytes.removeLast() }
        while let first = bytes.first, Self.isSpace(first) { bytes.removeFirst() }
        guard !bytes.isEmpty, bytes.count <= limit, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        exposed = String(decoding: bytes, as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "<redacted>" }
    public var debugDescription: String { "<redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
