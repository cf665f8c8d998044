/// Writes compact JSON into a growing buffer. The owner keeps it and calls `removeAll()` between documents; then a document
/// costs no allocation.
///
/// Commas and colons are put by the writer. A value in an object needs a `key` before it, and each `begin` its `end`; in debug
/// builds a mistake traps, in release builds it gives text that is no JSON.
@safe
public struct JSONWriter: ~Copyable, @unchecked Sendable {
    var base: UnsafeMutablePointer<UInt8>
    var capacity: Int
    /// Bytes written.
    public internal(set) var count = 0
    /// Whether a value stands directly before, in the same container.
    var needsComma = false
    var grammar = JSONWriterGrammar()

    private let initialCapacity: Int
    /// A larger buffer isn't kept by `removeAll()`.
    private static let retainedCapacity = 1 << 20

    /// `capacity` in bytes is a first guess; the buffer doubles when it is full.
    public init(capacity: Int = 1024) {
        initialCapacity = min(max(capacity, 64), Self.retainedCapacity)
        self.capacity = initialCapacity
        unsafe base = .allocate(capacity: initialCapacity)
    }

    deinit {
        unsafe base.deallocate()
    }

    /// Forgets what was written and keeps the buffer, unless that is larger than a mebibyte.
    public mutating func removeAll() {
        count = 0
        needsComma = false
        grammar = JSONWriterGrammar()
        if capacity > Self.retainedCapacity {
            unsafe base.deallocate()
            unsafe base = .allocate(capacity: initialCapacity)
            capacity = initialCapacity
        }
    }

    // MARK: What was written

    /// A copy of what was written.
    public func bytes() -> [UInt8] {
        unsafe Array(UnsafeBufferPointer(start: base, count: count))
    }

    /// A copy of what was written.
    public func string() -> String {
        unsafe String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }

    /// What was written, without a copy.
    public var span: Span<UInt8> {
        @_lifetime(borrow self) borrowing get {
            let span = unsafe Span(_unsafeStart: UnsafePointer(base), count: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    // MARK: Containers

    public mutating func beginObject() {
        grammar.begin(isObject: true)
        open(UInt8(ascii: "{"))
    }

    public mutating func endObject() {
        grammar.end(isObject: true)
        close(UInt8(ascii: "}"))
    }

    public mutating func beginArray() {
        grammar.begin(isObject: false)
        open(UInt8(ascii: "["))
    }

    public mutating func endArray() {
        grammar.end(isObject: false)
        close(UInt8(ascii: "]"))
    }

    private mutating func open(_ byte: UInt8) {
        reserve(2)
        writeComma()
        write(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        reserve(1)
        write(byte)
        needsComma = true
    }

    // MARK: The buffer

    /// Makes sure that `additional` more bytes fit.
    @inline(__always)
    mutating func reserve(_ additional: Int) {
        if capacity &- count < additional { grow(additional) }
    }

    @inline(never)
    private mutating func grow(_ additional: Int) {
        let newCapacity = max(capacity * 2, count + additional)
        let newBase = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
        unsafe newBase.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = newBase
        capacity = newCapacity
    }

    /// Into room that was reserved.
    @inline(__always)
    mutating func write(_ byte: UInt8) {
        unsafe base[count] = byte
        count &+= 1
    }

    /// Into room that was reserved, one byte.
    @inline(__always)
    mutating func writeComma() {
        unsafe base[count] = UInt8(ascii: ",")
        count &+= needsComma ? 1 : 0
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count)
        guard let start = bytes.baseAddress else { return }
        unsafe copy(start, bytes.count)
    }

    /// Into room that was reserved. What is short, as most is, costs less than a call of memcpy.
    @inline(__always)
    private mutating func copy(_ start: UnsafePointer<UInt8>, _ length: Int) {
        let target = unsafe UnsafeMutableRawPointer(base + count)
        count &+= length
        guard length >= 8, length <= 48 else {
            unsafe target.copyMemory(from: start, byteCount: length)
            return
        }
        let source = unsafe UnsafeRawPointer(start)
        var index = 0
        while index &+ 8 < length {
            unsafe target.storeBytes(
                of: source.loadUnaligned(fromByteOffset: index, as: UInt64.self), toByteOffset: index, as: UInt64.self)
            index &+= 8
        }
        // The last eight bytes, some of them for the second time.
        unsafe target.storeBytes(
            of: source.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self), toByteOffset: length &- 8,
            as: UInt64.self)
    }
}
