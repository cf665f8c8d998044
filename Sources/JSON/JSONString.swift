internal import CSimdJSON

/// A string of a parsed document, unescaped, without a copy. Compared byte by byte: no Unicode normalisation, as in object names.
public struct JSONString: Sendable, Hashable, CustomStringConvertible {
    @usableFromInline let document: JSONDocument
    /// Where its bytes start in the document's strings.
    @usableFromInline let start: Int

    @inlinable
    init(document: JSONDocument, start: Int) {
        self.document = document
        self.start = start
    }

    /// Bytes of UTF-8.
    @inlinable public var count: Int { document.stringCount(at: start) }
    @inlinable public var isEmpty: Bool { count == 0 }

    public var description: String { String(self) }

    /// The bytes, in UTF-8; `\u0000` is one of them where it was written.
    @inlinable public var span: Span<UInt8> {
        @_lifetime(borrow self) get {
            let span = unsafe Span(_unsafeElements: document.stringBytes(at: start))
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    public static func == (a: JSONString, b: JSONString) -> Bool {
        let bytes = unsafe b.document.stringBytes(at: b.start)
        return unsafe a.count == bytes.count && a.hasPrefix(bytes)
    }

    @inlinable
    public static func == (a: JSONString, b: StaticString) -> Bool {
        a.count == b.utf8CodeUnitCount && a.hasPrefix(b)
    }

    // Not disfavored, although a literal then becomes a `String`: where both sides are `Hashable`, the comparison of two
    // `AnyHashable` would be preferred to it, and that is always false.
    public static func == (a: JSONString, b: String) -> Bool {
        var b = b
        return b.withUTF8 { bytes in unsafe a.count == bytes.count && a.hasPrefix(bytes) }
    }

    @inlinable
    public static func != (a: JSONString, b: StaticString) -> Bool { !(a == b) }

    public static func != (a: JSONString, b: String) -> Bool { !(a == b) }

    /// So that a string can be switched over: `switch name { case "task_id": … }`.
    @inlinable
    public static func ~= (pattern: StaticString, value: JSONString) -> Bool { value == pattern }

    public func hash(into hasher: inout Hasher) {
        let bytes = unsafe document.stringBytes(at: start)
        unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        hasher.combine(UInt8(0xFF))
    }

    public func hasPrefix(_ prefix: StaticString) -> Bool {
        prefix.withUTF8Buffer { bytes in unsafe hasPrefix(bytes) }
    }

    private func hasPrefix(_ prefix: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = prefix.baseAddress else { return true }
        return unsafe prefix.count <= count && csimdjson_equal(document.strings + start, base, prefix.count) != 0
    }
}

extension String {
    /// A copy of `string`.
    public init(_ string: JSONString) {
        unsafe self.init(decoding: string.document.stringBytes(at: string.start), as: UTF8.self)
    }
}
