/// What is finished beyond a committed offset, as text for the commit's metadata: a new owner, or a restart, repeats only
/// what was not finished.
///
/// `1.<base64url of a bitset>.<checksum>`; bit *n* stands for offset position + *n*. The checksum is over the position and
/// the bits, so that a map made for another offset, or damaged, is recognised and never trusted. At most 4,096 bytes, the
/// broker's default `offset.metadata.max.bytes`; finished offsets too far ahead to fit are left out and would be repeated.
public enum CommitMap {
    public static let maximumBytes = 4096
    /// Offsets that the bitset can reach.
    public static let reach = 3000 * 8

    /// `nil` when nothing is finished beyond the position.
    ///
    /// - Parameter finished: offsets from the position on. The position itself is among them when an earlier owner finished it and
    ///   its record has not come again yet.
    public static func encode(position: Int64, finished: some Sequence<Int64>) -> String? {
        var bits: [UInt8] = []
        for offset in finished {
            let (distance, overflow) = offset.subtractingReportingOverflow(position)
            guard !overflow, distance >= 0, distance < Int64(reach) else { continue }
            let byte = Int(distance) / 8
            while bits.count <= byte { bits.append(0) }
            bits[byte] |= 1 << UInt8(distance % 8)
        }
        guard !bits.isEmpty else { return nil }
        return "1." + base64(bits) + "." + checksum(position, bits)
    }

    /// The finished offsets; `nil` for a text that is no map, is damaged, of another version, or made for another offset.
    public static func decode(_ text: String, position: Int64) -> [Int64]? {
        guard text.utf8.count <= maximumBytes, position >= 0 else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "1", let bits = bytes(parts[1]), bits.count <= reach / 8,
            parts[2] == checksum(position, bits)
        else { return nil }
        var finished: [Int64] = []
        for (index, byte) in bits.enumerated() where byte != 0 {
            for bit in 0..<8 where byte & (1 << UInt8(bit)) != 0 {
                let (offset, overflow) = position.addingReportingOverflow(Int64(index * 8 + bit))
                guard !overflow else { return nil }
                finished.append(offset)
            }
        }
        return finished
    }

    /// FNV-1a, 64 bits: an accident is recognised, an attack need not be.
    private static func checksum(_ position: Int64, _ bits: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for shift in stride(from: Int64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: position >> shift)) }
        for byte in bits { add(byte) }
        return String(hash, radix: 16)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    // Foundation's base64 would bring Foundation into a pure room, and it isn't the URL-safe one.
    private static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 4 / 3 + 4)
        var buffer: UInt32 = 0
        var count = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(buffer >> UInt32(count)) & 63])
            }
            buffer &= (1 << UInt32(count)) - 1
        }
        if count > 0 { text.append(alphabet[Int(buffer << UInt32(6 - count)) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var count = 0
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            buffer = buffer << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(count)))
                buffer &= (1 << UInt32(count)) - 1
            }
        }
        return bytes
    }
}
