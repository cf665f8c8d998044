extension SHA256Digest {
    /// The first `prefixBytes` bytes (0…32, others are moved to the nearest) in RFC 4648's URL-safe alphabet without padding: four
    /// characters for three bytes, all of which may stand in a Kafka header, a URL and a file's name.
    public func base64URL(prefixBytes: Int) -> String {
        let alphabet = Self.alphabet
        var text: [UInt8] = []
        text.reserveCapacity(44)
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes.prefix(min(max(prefixBytes, 0), bytes.count)) {
            pending = pending << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(pending >> bits & 0x3F)])
            }
            pending &= (1 << bits) - 1
        }
        if bits > 0 { text.append(alphabet[Int(pending << (6 - bits) & 0x3F)]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
