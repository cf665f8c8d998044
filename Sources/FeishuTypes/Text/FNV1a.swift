/// The 64-bit FNV-1a hash, which keys are made of: short, stable, and the same everywhere. Not for secrets.
enum FNV1a {
    private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    static func hash(_ text: String, salt: UInt8 = 0) -> UInt64 {
        // A span: a string's own iteration looks at each byte anew.
        hash(text.utf8Span.span, salt: salt)
    }

    static func hash(_ bytes: Span<UInt8>, salt: UInt8 = 0) -> UInt64 {
        var hash = basis
        if salt != 0 { hash = (hash ^ UInt64(salt)) &* prime }
        for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* prime }
        return hash
    }

    /// `@i18n@` and 16 hexadecimal digits.
    static func key(_ hash: UInt64) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(22)
        bytes.append(contentsOf: TextCollector.prefix.utf8)
        append(hash, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func hex(_ hash: UInt64) -> String {
        var bytes: [UInt8] = []
        append(hash, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ hash: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: hash &>> UInt64(shift)) & 0xF
            bytes.append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
        }
    }
}
