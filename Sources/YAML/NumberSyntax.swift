/// Numbers as YAML 1.2's core schema writes them (section 10.3.2).
enum NumberSyntax {
    private static let digits: ClosedRange<UInt8> = 0x30...0x39

    static func isInteger(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.starts(with: "0x".utf8) {
            return bytes.count > 2
                && bytes[2...].allSatisfy { digits.contains($0) || (0x41...0x46).contains($0 & 0xdf) }
        }
        if bytes.starts(with: "0o".utf8) {
            return bytes.count > 2 && bytes[2...].allSatisfy { (0x30...0x37).contains($0) }
        }
        let unsigned = withoutSign(bytes[...])
        return !unsigned.isEmpty && unsigned.allSatisfy(digits.contains)
    }

    /// `010`: ten in YAML 1.2, eight in 1.1.
    static func isAmbiguousOctal(_ text: String) -> Bool {
        let unsigned = withoutSign(Array(text.utf8)[...])
        return unsigned.count > 1 && unsigned.first == 0x30 && unsigned.dropFirst().allSatisfy(digits.contains)
    }

    /// Nil beyond Int.
    static func integer(_ text: String) -> Int? {
        if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
        return Int(text)
    }

    /// `1`, `-1.5`, `.5`, `1.`, `1e9`; neither `.inf` nor `.nan`.
    static func isDecimal(_ text: String) -> Bool {
        var rest = withoutSign(Array(text.utf8)[...])
        let whole = rest.prefix(while: digits.contains)
        rest = rest.dropFirst(whole.count)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = rest.prefix(while: digits.contains)
            rest = rest.dropFirst(fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return false }
        guard let mark = rest.first else { return true }
        let exponent = withoutSign(rest.dropFirst())
        return mark & 0xdf == UInt8(ascii: "E") && !exponent.isEmpty && exponent.allSatisfy(digits.contains)
    }

    private static func withoutSign(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes
    }
}
