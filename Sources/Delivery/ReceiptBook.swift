public import ApprovalContract
public import JSON

/// The receipts of the partitions that this process owns, by key.
///
/// Those that were asked for lately are kept ready for writing; the others in as few bytes as hold them
/// (``ReceiptArchive``). Confined to one owner.
public final class ReceiptBook<Partition: Hashable & Sendable> {
    /// A key byte for byte: to Swift's strings é and e with an accent are one, and to Kafka they are two approvals.
    private struct Key: Hashable {
        let text: String

        init(_ text: String) { self.text = text }

        static func == (left: Key, right: Key) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

        func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }

    /// An object, so that what is found in it is changed in place.
    private final class Shelf {
        var claim: String
        var ready: [Key: PackedReceipt] = [:]
        var archive: ReceiptArchive

        init(claim: String, archive: ReceiptArchive) {
            self.claim = claim
            self.archive = archive
        }
    }

    private var shelves: [Partition: Shelf] = [:]
    /// Keys that are ready, in the order in which they became so; each has one second chance.
    private var line = FIFO<(partition: Partition, key: String)>()
    private var readyCount = 0
    private let readyLimit: Int
    private let parser: JSONParser
    private var writer = JSONWriter(capacity: 1024)

    /// - Parameters:
    ///   - readyLimit: receipts kept ready, at most about so many: some 2 KB each.
    ///   - parser: for the bytes that the book itself wrote.
    public init(readyLimit: Int = 16_384, parser: JSONParser) {
        self.readyLimit = max(1, readyLimit)
        self.parser = parser
    }

    public var count: Int {
        shelves.values.reduce(0) { count, shelf in
            count + shelf.archive.count + shelf.ready.keys.count { shelf.archive.find($0.text.utf8) == nil }
        }
    }

    public var partitions: [Partition] { Array(shelves.keys) }

    /// The claim under which a partition's receipts are written; `nil` when the book has none of it.
    public func claim(of partition: Partition) -> String? { shelves[partition]?.claim }

    /// A key's receipt, if there is one.
    public func find(_ partition: Partition, _ key: String) -> PackedReceipt? {
        guard let shelf = shelves[partition] else { return nil }
        if let receipt = shelf.ready[Key(key)] {
            receipt.isRecent = true
            return receipt
        }
        guard let bytes = shelf.archive.find(key.utf8), let receipt = CompactReceipt.decode(bytes) else { return nil }
        let packed = PackedReceipt(receipt, writer: &writer)
        makeReady(packed, partition, key)
        return packed
    }

    /// A key's receipt, made when there is none; it is written under the partition's claim from now on. `nil` for a partition that
    /// the book doesn't have.
    public func own(_ partition: Partition, _ key: String) -> PackedReceipt? {
        guard let claim = shelves[partition]?.claim else { return nil }
        if let receipt = find(partition, key) {
            receipt.incarnation = claim
            return receipt
        }
        let receipt = PackedReceipt(incarnation: claim)
        makeReady(receipt, partition, key)
        return receipt
    }

    /// Takes up a partition with what was read of it, in place of what was known.
    public func install(_ partition: Partition, _ archive: ReceiptArchive, claim: String) {
        drop(partition)
        shelves[partition] = Shelf(claim: claim, archive: archive)
    }

    /// Takes up a partition again of which all was known up to some offset: with what was read beyond it.
    public func renew(
        _ partition: Partition, with tail: ReceiptArchive, removing removed: some Sequence<[UInt8]>, claim: String
    ) {
        guard shelves[partition] != nil else { return install(partition, tail, claim: claim) }
        shelves[partition]?.claim = claim
        for key in removed { remove(partition, String(decoding: key, as: UTF8.self)) }
        tail.visit { bytes in
            let key = CompactReceipt.key(of: bytes)
            unready(partition, String(decoding: key, as: UTF8.self))
            shelves[partition]?.archive.set(bytes, for: key)
        }
    }

    public func drop(_ partition: Partition) {
        guard let shelf = shelves.removeValue(forKey: partition) else { return }
        readyCount -= shelf.ready.count
    }

    public func remove(_ partition: Partition, _ key: String) {
        unready(partition, key)
        shelves[partition]?.archive.remove(key.utf8)
    }

    /// Keys of a partition that nothing happened to since a time (epoch milliseconds), at most so many.
    public func keys(in partition: Partition, untouchedSince time: Int64, limit: Int) -> [String] {
        guard let shelf = shelves[partition] else { return [] }
        let archived = shelf.archive.keys(untouchedSince: time, limit: limit + shelf.ready.count)
        var keys = archived.map { String(decoding: $0, as: UTF8.self) }.filter { shelf.ready[Key($0)] == nil }
        keys += shelf.ready.filter { $0.value.lastTouched < time }.keys.map(\.text)
        return Array(keys.prefix(limit))
    }

    // MARK: Ready ones

    private func makeReady(_ receipt: PackedReceipt, _ partition: Partition, _ key: String) {
        // Room is made before, so that this one, which the caller is about to change, can't be what gives way: its key may have a place
        // in the line from an earlier time.
        while readyCount >= readyLimit, let oldest = line.popFirst() { archive(oldest.partition, oldest.key) }
        receipt.isRecent = true
        shelves[partition]?.ready[Key(key)] = receipt
        readyCount += 1
        line.append((partition, key))
    }

    private func archive(_ partition: Partition, _ key: String) {
        guard let receipt = shelves[partition]?.ready[Key(key)] else { return }
        if receipt.isRecent {
            receipt.isRecent = false
            line.append((partition, key))
            return
        }
        shelves[partition]?.ready[Key(key)] = nil
        readyCount -= 1
        var full = receipt.receipt(parser: parser)
        // It is written under the claim that is in force then.
        full.incarnation = ""
        let bytes = CompactReceipt.encode(full, key: key.utf8)
        shelves[partition]?.archive.set(bytes, for: key.utf8)
    }

    private func unready(_ partition: Partition, _ key: String) {
        if shelves[partition]?.ready.removeValue(forKey: Key(key)) != nil { readyCount -= 1 }
    }
}
