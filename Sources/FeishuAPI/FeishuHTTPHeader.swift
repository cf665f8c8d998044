/// One header line. Values may be secret: print a request or an answer instead, which leave them out.
public struct FeishuHTTPHeader: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Header names are ASCII and compared without regard to case.
    func isNamed(_ other: String) -> Bool {
        // The same literal is known by its address.
        name == other
            || name.utf8.count == other.utf8.count
                && zip(name.utf8, other.utf8).allSatisfy { Self.lowercased($0) == Self.lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
