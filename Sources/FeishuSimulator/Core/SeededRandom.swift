/// SplitMix64: the same seed gives the same ids and the same faults, so a failing run can be repeated.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// In `0..<1`.
    public mutating func fraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Hexadecimal digits, `count` of them.
    mutating func hexadecimal(_ count: Int, uppercase: Bool = false) -> String {
        let letters: UInt8 = uppercase ? 0x37 : 0x57
        var digits: [UInt8] = []
        digits.reserveCapacity(count)
        var bits: UInt64 = 0
        for position in 0..<count {
            if position % 16 == 0 { bits = next() }
            let digit = UInt8(truncatingIfNeeded: bits & 15)
            digits.append(digit < 10 ? 0x30 + digit : letters + digit)
            bits >>= 4
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// In the shape of a UUID, as Feishu's codes and request ids have it.
    mutating func uuid(uppercase: Bool = true) -> String {
        let digits = hexadecimal(32, uppercase: uppercase)
        var text = ""
        text.reserveCapacity(36)
        for (position, digit) in digits.enumerated() {
            if position == 8 || position == 12 || position == 16 || position == 20 { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
