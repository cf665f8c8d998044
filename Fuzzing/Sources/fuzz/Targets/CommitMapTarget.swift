import ApprovalContract
import Delivery

/// The metadata of commits. The first byte says whether the rest is the text, or what the text holds, which then gets its checksum.
struct CommitMapTarget: FuzzTarget {
    let words = ["1.", "2.", "."]

    var seeds: [[UInt8]] {
        let sets: [[Range<Int64>]] = [
            [11..<12], [10..<20, 30..<31], (0..<200).map { 12 + $0 * 3..<13 + $0 * 3 }, [5..<1_000_000],
            [100_000..<100_001, 200_000..<900_000],
        ]
        return sets.flatMap { ranges in
            [true, false].compactMap { CommitMap.encode(position: 10, finished: ranges, usesRunLengths: $0) }
        }.flatMap { text -> [[UInt8]] in
            let parts = text.split(separator: ".")
            return [
                [0, 10] + Array(text.utf8),
                [UInt8(ascii: "0") + (Base64.url.decode(parts[1])?.first ?? 0) % 2 + 1, 10]
                    + (Base64.url.decode(parts[1]) ?? []),
            ]
        }
    }

    func judge(_ bytes: [UInt8]) {
        guard bytes.count >= 2 else { return }
        // Mostly near the beginning, sometimes near the end of all offsets.
        let position = bytes[1] < 128 ? Int64(bytes[1]) : Int64.max - Int64(bytes[1] - 128)
        let rest = Array(bytes[2...])
        let text =
            switch bytes[0] % 4 {
            case 1: Self.text("1", position, rest)
            case 2: Self.text("2", position, rest)
            default: String(decoding: rest, as: UTF8.self)
            }
        let ranges = MemoryBound.keep(for: bytes.count) { CommitMap.decode(text, position: position) }
        guard let ranges else { return }
        var end = position
        for (index, range) in ranges.enumerated() {
            require(
                !range.isEmpty && range.lowerBound >= end && (index == 0 || range.lowerBound > end),
                "not ascending: \(ranges)")
            end = range.upperBound
        }
        guard let encoded = CommitMap.encode(position: position, finished: ranges) else {
            require(ranges.isEmpty, "finished, and not written")
            return
        }
        require(encoded.utf8.count <= CommitMap.maximumBytes, "beyond what the broker takes")
        require(CommitMap.decode(encoded, position: position) == ranges, "read otherwise when it is written again")
        require(
            position == .max || CommitMap.decode(encoded, position: position + 1) == nil, "taken for another offset's")
        checkBitset(position, ranges)
        checkLedger(position, ranges)
    }

    /// For readers of the first version: nothing that isn't finished.
    private func checkBitset(_ position: Int64, _ ranges: [Range<Int64>]) {
        guard let text = CommitMap.encode(position: position, finished: ranges, usesRunLengths: false) else { return }
        require(text.utf8.count <= CommitMap.maximumBytes, "beyond what the broker takes")
        guard let read = CommitMap.decode(text, position: position) else {
            // Offsets near the end of all can't be said in bits of whole bytes.
            require(position > Int64.max - Int64(CommitMap.reach), "a map that can't be read: \(text)")
            return
        }
        for range in read {
            require(
                ranges.contains { $0.contains(range.lowerBound) && $0.upperBound >= range.upperBound },
                "finished, though it isn't")
        }
    }

    /// The ledger that goes on from it.
    private func checkLedger(_ position: Int64, _ ranges: [Range<Int64>]) {
        let ledger = OffsetLedger(position: position, finished: ranges)
        let beyond = ledger.finishedBeyondPosition
        require(beyond == ranges, "the ledger has \(beyond), not \(ranges)")
    }

    /// A text with its checksum, from the description of the format.
    private static func text(_ version: String, _ position: Int64, _ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        if version != "1" { for byte in version.utf8 { add(byte) } }
        for shift in stride(from: Int64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: position >> shift)) }
        for byte in bytes { add(byte) }
        return "\(version).\(Base64.url.encode(bytes)).\(String(hash, radix: 16))"
    }
}
