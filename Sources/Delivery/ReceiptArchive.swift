import ApprovalContract

/// The receipts of one partition's keys, each in as few bytes as hold it (``CompactReceipt``).
///
/// Memory for a receipt: its bytes, 32 of the array's head, some 30 of the table. Found by a hash of the key, which is kept in the
/// receipt's own bytes only; two keys with one hash are rare and are told apart.
public struct ReceiptArchive: Sendable {
    private var receipts: [UInt64: [UInt8]] = [:]
    /// Those whose hash another key has.
    private var collisions: [[UInt8]: [UInt8]] = [:]

    public init() {}

    public var count: Int { receipts.count + collisions.count }

    /// A receipt's bytes.
    public func find(_ key: some Collection<UInt8>) -> [UInt8]? {
        if let found = receipts[Self.hash(key)], CompactReceipt.hasKey(found, key) { return found }
        return collisions.isEmpty ? nil : collisions[Array(key)]
    }

    /// - Parameter receipt: made for this key by ``CompactReceipt/encode(_:key:)``.
    public mutating func set(_ receipt: [UInt8], for key: some Collection<UInt8>) {
        let hash = Self.hash(key)
        if let found = receipts[hash], !CompactReceipt.hasKey(found, key) {
            collisions[Array(key)] = receipt
        } else {
            receipts[hash] = receipt
            if !collisions.isEmpty { collisions[Array(key)] = nil }
        }
    }

    public mutating func remove(_ key: some Collection<UInt8>) {
        if !collisions.isEmpty { collisions[Array(key)] = nil }
        let hash = Self.hash(key)
        if let found = receipts[hash], CompactReceipt.hasKey(found, key) { receipts[hash] = nil }
    }

    /// Calls `body` with each receipt's bytes.
    public func visit(_ body: ([UInt8]) -> Void) {
        for receipt in receipts.values { body(receipt) }
        for receipt in collisions.values { body(receipt) }
    }

    /// Keys of receipts that nothing happened to since a time, at most so many.
    ///
    /// - Parameter time: epoch milliseconds.
    public func keys(untouchedSince time: Int64, limit: Int) -> [[UInt8]] {
        var keys: [[UInt8]] = []
        for receipt in receipts.values where CompactReceipt.lastTouched(receipt) < time {
            guard keys.count < limit else { return keys }
            keys.append(Array(CompactReceipt.key(of: receipt)))
        }
        for receipt in collisions.values where CompactReceipt.lastTouched(receipt) < time {
            guard keys.count < limit else { return keys }
            keys.append(Array(CompactReceipt.key(of: receipt)))
        }
        return keys
    }

    public mutating func reserve(_ count: Int) { receipts.reserveCapacity(count) }

    /// FNV-1a with a final mixing; keys come from upstream, but one who makes collisions slows only his own look-ups.
    private static func hash(_ key: some Collection<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash ^ (hash >> 29)
    }
}
