/// The header `tracestate`: at most 32 entries of vendors, newest first (Trace Context §3.3).
public struct TraceState: Sendable, Hashable, CustomStringConvertible {
    public struct Entry: Sendable, Hashable {
        public let key: String
        public let value: String
    }

    public let entries: [Entry]

    public init() { entries = [] }

    /// Nil when any entry is malformed, a key comes twice, there are more than 32, or the text is longer than 8192 bytes.
    public init?(_ text: String) {
        guard text.utf8.count <= 8192 else { return nil }
        var entries: [Entry] = []
        var keys: Set<String> = []
        for member in text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: true) {
            let trimmed = Self.trimmed(Array(member)[...])
            // Empty members are allowed.
            if trimmed.isEmpty { continue }
            guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let key = trimmed[..<equals]
            let value = trimmed[(equals + 1)...]
            guard Self.isKey(key), Self.isValue(value) else { return nil }
            let entry = Entry(key: String(decoding: key, as: UTF8.self), value: String(decoding: value, as: UTF8.self))
            guard keys.insert(entry.key).inserted, entries.count < 32 else { return nil }
            entries.append(entry)
        }
        self.entries = entries
    }

    public var description: String { entries.map { "\($0.key)=\($0.value)" }.joined(separator: ",") }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var rest = bytes.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }

    /// A vendor, or a tenant of a vendor: `rojo`, `acme@dd`.
    private static func isKey(_ key: ArraySlice<UInt8>) -> Bool {
        let parts = key.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return isPart(parts[0], limit: 256, mayBeginWithDigit: false)
        case 2:
            return isPart(parts[0], limit: 241, mayBeginWithDigit: true)
                && isPart(parts[1], limit: 14, mayBeginWithDigit: false)
        default: return false
        }
    }

    private static func isPart(_ part: ArraySlice<UInt8>, limit: Int, mayBeginWithDigit: Bool) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
        func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        guard let first = part.first, part.count <= limit, isLetter(first) || mayBeginWithDigit && isDigit(first) else {
            return false
        }
        return part.allSatisfy { isLetter($0) || isDigit($0) || "_-*/".utf8.contains($0) }
    }

    /// Printable ASCII without comma and equals sign; blanks at the end were trimmed.
    private static func isValue(_ value: ArraySlice<UInt8>) -> Bool {
        (1...256).contains(value.count)
            && value.allSatisfy { $0 >= 0x20 && $0 <= 0x7e && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "=") }
    }
}
