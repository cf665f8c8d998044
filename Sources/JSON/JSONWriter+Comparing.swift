internal import CSimdJSON

extension JSONWriter {
    /// Whether what was written stands in some bytes, from an offset on, counted from their start; it may be any number.
    public borrowing func stands(at offset: Int, in bytes: ArraySlice<UInt8>) -> Bool {
        guard offset >= 0, offset <= bytes.count, bytes.count - offset >= count else { return false }
        let (written, length) = unsafe (base, count)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return length == 0 }
            return unsafe csimdjson_equal(written, start + offset, length) != 0
        }
    }

    /// Whether what was written stands in what another writer wrote, from an offset on; it may be any number.
    public borrowing func stands(at offset: Int, in other: borrowing JSONWriter) -> Bool {
        guard offset >= 0, offset <= other.count, other.count - offset >= count else { return false }
        return unsafe csimdjson_equal(base, other.base + offset, count) != 0
    }
}
