/// Base64 (RFC 4648): the URL-safe one without padding, text that a commit's metadata may hold; and the one with padding that CloudEvents
/// has.
///
/// Foundation's would bring Foundation into a pure room, and it has no URL-safe one.
public struct Base64: Sendable {
    /// Section 5, without padding.
    public static let url = Base64(last: "-_", isPadded: false)
    /// Section 4, with padding.
    public static let standard = Base64(last: "+/", isPadded: true)

    private let alphabet: [UInt8]
    private let values: [UInt8]
    private let isPadded: Bool

    private init(last: String, isPadded: Bool) {
        alphabet = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        self.values = values
        self.isPadded = isPadded
    }

    public func encode(_ bytes: [UInt8]) -> String {
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
        while isPadded, text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` for a character that isn't in the alphabet, and where padding is missing.
    public func decode(_ text: Substring) -> [UInt8]? {
        var utf8 = text.utf8[...]
        if isPadded {
            guard utf8.count % 4 == 0 else { return nil }
            for _ in 0..<2 where utf8.last == UInt8(ascii: "=") { utf8.removeLast() }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count / 4 * 3 + 3)
        var buffer: UInt32 = 0
        var count = 0
        for character in utf8 {
            let value = values[Int(character)]
            guard value < 64 else { return nil }
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
