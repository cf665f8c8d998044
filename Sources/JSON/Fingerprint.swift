/// The first and the last eight bytes of a name and its length: tells names of up to 16 bytes apart completely, longer ones
/// nearly always.
struct Fingerprint: Equatable {
    let first: UInt64
    let last: UInt64
    let count: Int

    static let empty = Fingerprint(first: 0, last: 0, count: 0)

    private init(first: UInt64, last: UInt64, count: Int) {
        self.first = first
        self.last = last
        self.count = count
    }

    /// At least eight bytes from `bytes` on must be readable, even when `count` is smaller.
    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, count: Int) {
        // Without a branch: lengths of names can't be predicted. Little-endian: a short name's bytes are the low ones.
        let mask = (UInt64(1) << UInt64(truncatingIfNeeded: count &* 8)) &- 1
        let end = max(count &- 8, 0)
        first = unsafe UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)) & mask
        last =
            unsafe UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: end, as: UInt64.self))
            & mask
        self.count = count
    }

    /// All of it in well mixed bits.
    @inline(__always)
    var mixed: UInt64 {
        let product = (first ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
            by: last ^ 0xC2B2_AE3D_27D4_EB4F ^ UInt64(truncatingIfNeeded: count))
        return product.high ^ product.low
    }
}
