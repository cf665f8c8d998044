internal import CSimdJSON

/// The result of one parse: the tape and the strings it points into. Immutable while anything refers to it; `JSONParser`
/// parses into it again only when nothing but the parser itself does.
@safe @usableFromInline
final class JSONDocument: @unchecked Sendable {
    /// Never reallocated: what is read through it stays in place for the document's life.
    @usableFromInline let tape: UnsafePointer<UInt64>
    @usableFromInline let strings: UnsafePointer<UInt8>
    /// Bytes of JSON that can be parsed into it; 0 for a compact copy, which nothing is parsed into.
    let capacity: Int
    /// simdjson's document, which owns both buffers; nil when they are ours (a compact copy).
    private let handle: OpaquePointer?

    /// Nil when there is no memory.
    init?(capacity: Int) {
        guard let handle = unsafe csimdjson_document_create(capacity),
            let tape = unsafe csimdjson_document_tape(handle),
            let strings = unsafe csimdjson_document_strings(handle)
        else { return nil }
        unsafe self.tape = tape
        unsafe self.strings = strings
        unsafe self.handle = handle
        self.capacity = capacity
    }

    /// Takes over two buffers that were made by `allocate`.
    init(owning tape: UnsafeMutablePointer<UInt64>, strings: UnsafeMutablePointer<UInt8>) {
        unsafe self.tape = UnsafePointer(tape)
        unsafe self.strings = UnsafePointer(strings)
        unsafe self.handle = nil
        self.capacity = 0
    }

    deinit {
        if let handle = unsafe handle {
            unsafe csimdjson_document_destroy(handle)
        } else {
            unsafe tape.deallocate()
            unsafe strings.deallocate()
        }
    }

    /// Parses `bytes` into this document. Only the owner of the sole reference may call it.
    func fill(from bytes: UnsafeBufferPointer<UInt8>, with parser: OpaquePointer) -> csimdjson_result {
        guard let handle = unsafe handle, let base = bytes.baseAddress else { return CSIMDJSON_EMPTY }
        return unsafe csimdjson_parse(parser, handle, base, bytes.count)
    }

    @inlinable
    func word(at index: Int) -> UInt64 {
        unsafe tape[index]
    }

    @inlinable
    func tag(at index: Int) -> UInt8 {
        unsafe UInt8(truncatingIfNeeded: tape[index] &>> 56)
    }

    /// The index after the container's end.
    @inlinable
    func end(ofContainerAt index: Int) -> Int {
        unsafe Int(UInt32(truncatingIfNeeded: tape[index]))
    }

    /// The index of the value after the one at `index`.
    @inlinable
    func next(after index: Int) -> Int {
        let word = unsafe tape[index]
        let tag = UInt8(truncatingIfNeeded: word &>> 56)
        // A branch on purpose: without it, each step would wait for the word that the one before has read.
        if tag == Tag.startObject || tag == Tag.startArray { return Int(UInt32(truncatingIfNeeded: word)) }
        return index &+ Tag.words(of: tag)
    }

    /// Members of the object or elements of the array that starts at `index`.
    @inlinable
    func count(ofContainerAt index: Int) -> Int {
        let count = unsafe Int(truncatingIfNeeded: (tape[index] &>> 32) & 0xFF_FFFF)
        return count < 0xFF_FFFF ? count : countByWalking(containerAt: index)
    }

    /// simdjson stops counting at 2²⁴−1.
    @usableFromInline
    func countByWalking(containerAt index: Int) -> Int {
        let isObject = tag(at: index) == Tag.startObject
        let last = end(ofContainerAt: index) - 1
        var position = index + 1
        var count = 0
        while position < last {
            if isObject { position += 1 }
            position = next(after: position)
            count += 1
        }
        return count
    }

    /// Where the string whose word is at `index` has its bytes, in `strings`.
    @inlinable
    func stringStart(at index: Int) -> Int {
        unsafe Int(truncatingIfNeeded: tape[index] & 0x00FF_FFFF_FFFF_FFFF) &+ 4
    }

    /// Length in bytes of the string that starts at `start`.
    @inlinable
    func stringCount(at start: Int) -> Int {
        unsafe Int(UnsafeRawPointer(strings).loadUnaligned(fromByteOffset: start &- 4, as: UInt32.self))
    }

    @inlinable
    func stringBytes(at start: Int) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: strings + start, count: stringCount(at: start))
    }
}
