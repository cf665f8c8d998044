/// The headers of a consumed record, decoded as they are asked for.
///
/// In the batch's buffer each header is the length of its name and of its value (4 bytes each, little endian, all ones
/// for a value that is nil), then the two.
public struct RecordHeaders: Sendable, Sequence {
    /// A name that isn't UTF-8 is repaired with U+FFFD. The value is a slice of the batch's buffer.
    public typealias Element = (name: String, value: ArraySlice<UInt8>?)

    let bytes: ArraySlice<UInt8>
    public let count: Int
    /// The broker's bytes could not be read as headers; ``count`` is then 0.
    public let isMalformed: Bool

    public var isEmpty: Bool { count == 0 }

    /// The value of the last header of this name: absent (nil), without a value (`.some(nil)`), or its bytes.
    /// Compares bytes; makes no string.
    public subscript(last name: String) -> ArraySlice<UInt8>?? {
        var found: ArraySlice<UInt8>??
        var cursor = Cursor(rest: bytes, left: count)
        while let header = cursor.next() {
            if header.name.elementsEqual(name.utf8) { found = .some(header.value) }
        }
        return found
    }

    /// The last header of this name as text; nil when it is absent, nil or not UTF-8.
    public func text(_ name: String) -> String? {
        guard let value = self[last: name], let value else { return nil }
        return String(validating: value, as: UTF8.self)
    }

    public func makeIterator() -> Iterator {
        Iterator(cursor: Cursor(rest: bytes, left: count))
    }

    public struct Iterator: IteratorProtocol {
        var cursor: Cursor

        public mutating func next() -> Element? {
            guard let header = cursor.next() else { return nil }
            return (String(decoding: header.name, as: UTF8.self), header.value)
        }
    }

    /// Walks the encoded headers.
    struct Cursor {
        var rest: ArraySlice<UInt8>
        var left: Int

        mutating func next() -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>?)? {
            guard left > 0 else { return nil }
            left -= 1
            let nameLength = Int(length())
            let valueLength = length()
            let name = take(nameLength)
            return (name, valueLength == .max ? nil : take(Int(valueLength)))
        }

        private mutating func length() -> UInt32 {
            let bytes = take(4)
            return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }

        private mutating func take(_ count: Int) -> ArraySlice<UInt8> {
            let head = rest.prefix(count)
            rest = rest.dropFirst(count)
            return head
        }
    }
}

extension Array where Element == UInt8 {
    /// Appends a header in the form that ``RecordHeaders`` reads.
    mutating func appendHeader(
        name: some Collection<UInt8>, value: (some Collection<UInt8>)?
    ) {
        appendLength(UInt32(clamping: name.count))
        appendLength(value.map { UInt32(clamping: $0.count) } ?? .max)
        append(contentsOf: name)
        if let value { append(contentsOf: value) }
    }

    private mutating func appendLength(_ length: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            append(UInt8(truncatingIfNeeded: length >> shift))
        }
    }
}
