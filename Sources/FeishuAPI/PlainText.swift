/// Text from the network made fit for logs, headers and records.
enum PlainText {
    /// The first `limit` bytes (whole characters) of a text, with control characters, line separators and characters
    /// that turn the writing direction replaced by spaces.
    static func bounded(_ text: String, limit: Int) -> String {
        if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
        var result = String.UnicodeScalarView()
        var size = 0
        for scalar in text.unicodeScalars {
            let clean: Unicode.Scalar = isPrintable(scalar) ? scalar : " "
            size += UTF8.width(clean)
            if size > limit { break }
            result.append(clean)
        }
        return String(result)
    }

    /// The same for bytes that may not be UTF-8.
    static func bounded(_ bytes: some Collection<UInt8>, limit: Int) -> String {
        // A few bytes more, so that a cut inside a character doesn't show as a replacement character.
        bounded(String(decoding: bytes.prefix(limit + 4), as: UTF8.self), limit: limit)
    }

    /// An id for a header line: visible ASCII, at most 128 bytes.
    static func headerValue(_ text: String) -> String {
        if text.utf8.count <= 128, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return text }
        return String(decoding: text.utf8.lazy.filter { (0x21...0x7E).contains($0) }.prefix(128), as: UTF8.self)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF: false
        default: true
        }
    }
}
