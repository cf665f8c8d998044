extension FaultScanner {
    /// RFC 8259 §6; the position is on the first character.
    mutating func scanNumber() throws(JSONError) {
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        let firstDigit = position
        guard skipDigits() > 0 else { throw fault(.invalidNumber, "expected a digit, found \(found())") }
        if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
            position = firstDigit
            throw fault(.invalidNumber, "a number must not start with a needless zero")
        }
        var isInteger = true
        if peek() == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            guard skipDigits() > 0 else {
                throw fault(.invalidNumber, "expected a digit after the decimal point, found \(found())")
            }
        }
        if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else {
                throw fault(.invalidNumber, "expected a digit in the exponent, found \(found())")
            }
        }
        if let byte = peek(), !Self.mayFollowScalar(byte) {
            throw fault(.invalidNumber, "a number is followed by \(found())")
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let fits =
            isInteger ? Int64(text) != nil || UInt64(text) != nil : Double(text).map(\.isFinite) ?? false
        if !fits {
            position = start
            throw fault(
                .numberOutOfRange,
                isInteger
                    ? "the integer \(text.prefix(40)) is outside -2^63...2^64-1"
                    : "the number \(text.prefix(40)) is too large for a double")
        }
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        return position - start
    }

    /// RFC 8259 §7; the position is on the backslash.
    mutating func scanEscape() throws(JSONError) {
        let start = position
        position += 1
        switch peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            position += 1
            let unit = try scanHexadecimal()
            if unit & 0xFC00 == 0xD800 {
                guard peek() == UInt8(ascii: "\\"), position + 1 < bytes.count,
                    bytes[position + 1] == UInt8(ascii: "u")
                else { throw loneSurrogate(at: start) }
                position += 2
                guard try scanHexadecimal() & 0xFC00 == 0xDC00 else { throw loneSurrogate(at: start) }
            } else if unit & 0xFC00 == 0xDC00 {
                throw loneSurrogate(at: start)
            }
        case nil: throw fault(.invalidString, "the document ends inside an escape")
        default: throw fault(.invalidString, "\(found()) can't be escaped")
        }
    }

    private mutating func loneSurrogate(at start: Int) -> JSONError {
        position = start
        return fault(.loneSurrogate, "one half of a surrogate pair without the other")
    }

    private mutating func scanHexadecimal() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            switch peek() {
            case .some(let byte) where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"):
                unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
            case .some(let byte) where byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"):
                unit = unit << 4 | UInt16((byte | 0x20) - UInt8(ascii: "a") + 10)
            default: throw fault(.invalidString, "expected four hexadecimal digits after \\u, found \(found())")
            }
            position += 1
        }
        return unit
    }

    /// One scalar of two to four bytes; the ranges are those of Unicode's table 3-7.
    mutating func scanMultibyte() throws(JSONError) {
        let first = bytes[position]
        let (count, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0...0)
            }
        var isValid = count > 0 && position + count <= bytes.count && second.contains(bytes[position + 1])
        if isValid {
            for index in position + 1..<position + count where bytes[index] & 0xC0 != 0x80 { isValid = false }
        }
        guard isValid else { throw fault(.invalidUTF8, "\(found()) starts no UTF-8 character here") }
        position += count
    }
}
