/// The hash by which Java's Kafka client chooses a record's partition (Austin Appleby's MurmurHash2 with Kafka's seed).
public enum Murmur2 {
    private static let seed: UInt32 = 0x9747_b28c
    private static let multiplier: UInt32 = 0x5bd1_e995

    /// As `org.apache.kafka.common.utils.Utils.murmur2`.
    public static func hash(_ bytes: Span<UInt8>) -> Int32 {
        var hash = seed ^ UInt32(truncatingIfNeeded: bytes.count)
        var index = 0
        while index + 4 <= bytes.count {
            var word =
                UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
                | UInt32(bytes[index + 3]) << 24
            word = word &* multiplier
            word ^= word >> 24
            word = word &* multiplier
            hash = hash &* multiplier
            hash ^= word
            index += 4
        }
        if index < bytes.count {
            for (place, position) in (index..<bytes.count).enumerated() {
                hash ^= UInt32(bytes[position]) << UInt32(place * 8)
            }
            hash = hash &* multiplier
        }
        hash ^= hash >> 13
        hash = hash &* multiplier
        hash ^= hash >> 15
        return Int32(bitPattern: hash)
    }

    /// The partition that Java's default partitioner gives a record with this key.
    /// - Parameter count: of partitions, at least 1.
    public static func partition(forKey key: Span<UInt8>, count: Int32) -> Int32 {
        precondition(count > 0, "a topic has at least one partition")
        return (hash(key) & Int32.max) % count
    }
}
