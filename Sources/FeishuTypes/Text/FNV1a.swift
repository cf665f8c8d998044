/// The 64-bit FNV-1a hash, which keys are made of: short, stable, and the same everywhere. Not for secrets.
enum FNV1a {
    private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    static func hash(_ text: String, salt: UInt8 = 0) -> UInt64 {
        var hash = basis
        if salt != 0 { hash = (hash ^ UInt64(salt)) &* prime }
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* prime }
        return hash
    }

    /// `@i18n@` and 16 hexadecimal digits.
    static func key(_ hash: UInt64) -> String { TextCollector.prefix + hex(hash) }

    static func hex(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
