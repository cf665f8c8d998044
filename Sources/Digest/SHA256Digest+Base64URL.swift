extension SHA256Digest {
    /// The first `prefixBytes` bytes (0…32, others are moved to the nearest) in RFC 4648's URL-safe alphabet without padding: four
    /// characters for three bytes, all of which may stand in a Kafka header, a URL and a file's name.
    public func base64URL(prefixBytes: Int) -> String {
        let count = min(max(prefixBytes, 0), 32)
        return unsafe String(unsafeUninitializedCapacity: 43) { text in
            unsafe withBytes { bytes in
                var length = 0
                var pending: UInt32 = 0
                var bits: UInt32 = 0
                func put(_ sextet: UInt32) {
                    unsafe text[length] = Self.alphabet[Int(sextet & 0x3F)]
                    length += 1
                }
                for index in 0..<count {
                    pending = unsafe pending << 8 | UInt32(bytes[index])
                    bits += 8
                    while bits >= 6 {
                        bits -= 6
                        put(pending >> bits)
                    }
                }
                if bits > 0 { put(pending << (6 - bits)) }
                return length
            }
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
