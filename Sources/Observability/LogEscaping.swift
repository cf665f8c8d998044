/// Makes any text safe inside one line of a log.
enum LogEscaping {
    /// Appends at most `limit` bytes of `text`, cut between scalars, and how many bytes were left out. Escapes as JSON does;
    /// `quotes` also escapes the quotation mark and the backslash.
    static func append(_ text: String, limit: Int, quotes: Bool, to line: inout [UInt8]) {
        let bytes = text.utf8
        if bytes.count <= limit, bytes.allSatisfy({ isPlain($0, quotes: quotes) }) {
            line += bytes
            return
        }
        var taken = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if taken + width > limit { break }
            taken += width
            append(scalar, quotes: quotes, to: &line)
        }
        if taken < bytes.count { line += "…(+\(bytes.count - taken) bytes)".utf8 }
    }

    /// One byte that stands for itself, for the usual text that needs nothing.
    private static func isPlain(_ byte: UInt8, quotes: Bool) -> Bool {
        byte >= 0x20 && byte < 0x7f && !(quotes && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")))
    }

    private static func append(_ scalar: Unicode.Scalar, quotes: Bool, to line: inout [UInt8]) {
        switch scalar {
        case "\"" where quotes: line += #"\""#.utf8
        case "\\" where quotes: line += #"\\"#.utf8
        case "\n": line += #"\n"#.utf8
        case "\r": line += #"\r"#.utf8
        case "\t": line += #"\t"#.utf8
        default:
            if isHarmful(scalar) {
                let digits = String(scalar.value, radix: 16)
                line += (#"\u"# + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
            } else {
                line += String(scalar).utf8
            }
        }
    }

    /// C0, DEL and C1 controls, line and paragraph separators, marks of writing direction, the byte order mark.
    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f, 0x061c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff: true
        default: false
        }
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x80: 1
        case 0x80..<0x800: 2
        case 0x800..<0x10000: 3
        default: 4
        }
    }
}
