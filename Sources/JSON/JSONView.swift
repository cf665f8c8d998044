internal import CSimdJSON

/// A value of a parsed document, borrowed: reading it counts no reference, and the compiler doesn't let it outlive the value that
/// it was taken of. For where each nanosecond counts; a ``JSONValue`` may be kept.
@safe
public struct JSONView: ~Escapable {
    @usableFromInline let tape: UnsafePointer<UInt64>
    @usableFromInline let strings: UnsafePointer<UInt8>
    /// Where its first word is on the tape.
    @usableFromInline let index: Int

    @inlinable
    @_lifetime(borrow document)
    init(_ document: borrowing JSONDocument, index: Int) {
        unsafe tape = document.tape
        unsafe strings = document.strings
        self.index = index
    }

    @inlinable
    @_lifetime(copy other)
    init(in other: JSONView, index: Int) {
        unsafe tape = other.tape
        unsafe strings = other.strings
        self.index = index
    }

    @inlinable var tag: UInt8 { unsafe UInt8(truncatingIfNeeded: tape[index] &>> 56) }

    /// The bits of a number.
    @inlinable var number: UInt64 { unsafe tape[index &+ 1] }

    /// The index of the value after this one.
    @inlinable var following: Int {
        let word = unsafe tape[index]
        let tag = UInt8(truncatingIfNeeded: word &>> 56)
        if tag == Tag.startObject || tag == Tag.startArray { return Int(UInt32(truncatingIfNeeded: word)) }
        return index &+ Tag.words(of: tag)
    }

    /// Tells the values of one document apart; those that are written later have greater ones.
    @inlinable public var place: Int { index }

    /// What a ``JSONRow`` has for a member that isn't there.
    @inlinable public var isAbsent: Bool { index == 0 }

    /// `null`, or a member that isn't there.
    @inlinable public var isNull: Bool {
        let tag = tag
        return tag == Tag.null || tag == Tag.root
    }

    @inlinable public var isString: Bool { tag == Tag.string }

    @inlinable public var isObject: Bool { tag == Tag.startObject }

    @inlinable public var isArray: Bool { tag == Tag.startArray }

    @inlinable public var bool: Bool? {
        switch tag {
        case Tag.true: true
        case Tag.false: false
        default: nil
        }
    }

    /// As ``JSONValue/int64``.
    @inlinable public var int64: Int64? {
        guard tag == Tag.integer else { return nil }
        return Int64(bitPattern: number)
    }

    /// The string's bytes, in UTF-8 and unescaped; none for any other value.
    @inlinable public var bytes: Span<UInt8> {
        @_lifetime(copy self) get {
            let count = unsafe isString ? Self.count(ofStringAt: tape[index], strings) : 0
            let start = unsafe strings + (isString ? Self.start(ofStringAt: tape[index]) : 0)
            let span = unsafe Span(_unsafeStart: start, count: count)
            return unsafe _overrideLifetime(span, copying: self)
        }
    }

    /// Length of the string in bytes; 0 for any other value.
    @inlinable public var byteCount: Int {
        unsafe isString ? Self.count(ofStringAt: tape[index], strings) : 0
    }

    /// Whether it is the string `text`, byte by byte.
    public func isString(_ text: StaticString) -> Bool {
        guard byteCount == text.utf8CodeUnitCount, isString else { return false }
        let start = unsafe strings + Self.start(ofStringAt: tape[index])
        return text.withUTF8Buffer { bytes in
            guard let base = bytes.baseAddress else { return true }
            return unsafe csimdjson_equal(start, base, bytes.count) != 0
        }
    }

    /// Whether the string has no other characters than those of ASCII.
    public var isASCII: Bool {
        let bytes = bytes
        var bits: UInt8 = 0
        for index in bytes.indices { bits |= bytes[index] }
        return bits < 0x80
    }

    /// A hash of the string's bytes, to tell strings apart that nobody chose to be alike; another in another build.
    public var hash: UInt64 {
        guard isString else { return 0 }
        let bytes = unsafe UnsafeRawPointer(strings + Self.start(ofStringAt: tape[index]))
        let count = byteCount
        var hash = UInt64(truncatingIfNeeded: count) ^ 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset < count {
            // Past the string's end there is padding (CSIMDJSON_PADDING), which doesn't count.
            let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let rest = count &- offset
            let own = rest >= 8 ? word : word & ((1 &<< UInt64(truncatingIfNeeded: rest &* 8)) &- 1)
            let product = (hash ^ own).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            hash = product.high ^ product.low
            offset &+= 8
        }
        return hash
    }

    /// Elements of the array, up to 2²⁴−1, which stands for any more; 0 for any other value.
    @inlinable public var elementCount: Int {
        guard isArray else { return 0 }
        return unsafe Int(truncatingIfNeeded: (tape[index] &>> 32) & 0xFF_FFFF)
    }

    @inlinable
    static func start(ofStringAt word: UInt64) -> Int {
        Int(truncatingIfNeeded: word & 0x00FF_FFFF_FFFF_FFFF) &+ 4
    }

    @inlinable
    static func count(ofStringAt word: UInt64, _ strings: UnsafePointer<UInt8>) -> Int {
        unsafe Int(
            UnsafeRawPointer(strings).loadUnaligned(fromByteOffset: start(ofStringAt: word) &- 4, as: UInt32.self))
    }
}

extension JSONValue {
    /// The value, to be read without keeping it.
    @inlinable public var view: JSONView {
        @_lifetime(borrow self) get {
            let view = JSONView(document, index: index)
            return unsafe _overrideLifetime(view, borrowing: self)
        }
    }
}

extension String {
    /// A copy of a string's text; empty for any other value.
    public init(_ view: JSONView) {
        let bytes = view.bytes
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
