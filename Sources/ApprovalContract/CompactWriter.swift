/// Appends numbers and texts in few bytes; ``CompactReader`` reads them back.
struct CompactWriter {
    /// Kinds of text, each with what it saves.
    enum Kind {
        static let none: UInt8 = 0
        static let raw: UInt8 = 1
        /// Digits and upper-case letters to F, two to a byte: Feishu's log ids.
        static let hex: UInt8 = 2
        /// A decimal number of at most 64 bits: message ids, templates.
        static let decimal: UInt8 = 3
        /// 32 characters of URL-safe base64: command ids.
        static let base64: UInt8 = 4
        /// One of ``known``, counted from here.
        static let known: UInt8 = 16
    }

    static let known = ["", "success", "ok", "1008"]

    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(512) }

    mutating func flag(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    /// Zigzag and LEB128: small numbers of either sign are short.
    mutating func number(_ number: Int64) {
        unsigned(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func count(_ count: Int) { unsigned(UInt64(max(count, 0))) }

    mutating func optionalNumber(_ number: Int64?) {
        flag(number != nil)
        if let number { self.number(number) }
    }

    mutating func bytes(_ value: some Collection<UInt8>) {
        count(value.count)
        bytes.append(contentsOf: value)
    }

    mutating func optionalText(_ text: String?) {
        if let text { self.text(text) } else { bytes.append(Kind.none) }
    }

    mutating func text(_ text: String) {
        if text.utf8.count <= 8, let index = Self.known.firstIndex(of: text) {
            bytes.append(Kind.known + UInt8(index))
            return
        }
        let utf8 = Array(text.utf8)
        if utf8.count <= 19, utf8[0] != UInt8(ascii: "0"), utf8.allSatisfy({ Self.hexValue($0) < 10 }),
            let number = UInt64(text)
        {
            bytes.append(Kind.decimal)
            unsigned(number)
        } else if utf8.allSatisfy({ Self.hexValue($0) < 16 }) {
            bytes.append(Kind.hex)
            count(utf8.count)
            for index in stride(from: 0, to: utf8.count, by: 2) {
                let low = index + 1 < utf8.count ? Self.hexValue(utf8[index + 1]) : 0
                bytes.append(Self.hexValue(utf8[index]) << 4 | low)
            }
        } else {
            bytes.append(Kind.raw)
            bytes(utf8)
        }
    }

    /// A text that is probably a command id.
    mutating func identifier(_ id: String) {
        let utf8 = Array(id.utf8)
        guard utf8.count == 32, utf8.allSatisfy({ Self.base64Value($0) < 64 }) else { return text(id) }
        bytes.append(Kind.base64)
        for start in stride(from: 0, to: 32, by: 4) {
            let word = (0..<4).reduce(UInt32(0)) { $0 << 6 | UInt32(Self.base64Value(utf8[start + $1])) }
            bytes.append(UInt8(truncatingIfNeeded: word >> 16))
            bytes.append(UInt8(truncatingIfNeeded: word >> 8))
            bytes.append(UInt8(truncatingIfNeeded: word))
        }
    }

    mutating func optionalIdentifier(_ id: String?) {
        if let id { identifier(id) } else { bytes.append(Kind.none) }
    }

    private mutating func unsigned(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func hexValue(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: 255
        }
    }

    private static func base64Value(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: 255
        }
    }
}
