import JSON

extension ReadingContext {
    /// An address. In an event: trimmed, an empty one is none, and it needs a scheme.
    mutating func url(_ value: JSONValue, _ field: String) -> String? {
        guard let json = value.string else {
            mismatch(field, "a string", value)
            return nil
        }
        let string = String(json)
        guard isSuperset else { return string }
        let trimmed = Self.trimmed(string)
        if trimmed.isEmpty { return nil }
        if !Self.hasScheme(trimmed) {
            report(field, "expected a URL with a scheme, such as https://…, found \"\(Excerpt.of(trimmed))\"")
        }
        return trimmed
    }

    static let missingLinks = "at least one of pc_link and mobile_link is required"

    /// An instance's links, of which an event must give one.
    mutating func links(_ value: JSONValue, _ field: String) -> Links {
        let errors = errorCount
        let links: Links = part(value, field)
        if isSuperset, links.isEmpty, errorCount == errors { report(field, Self.missingLinks) }
        return links
    }

    private static func trimmed(_ string: String) -> String {
        let utf8 = string.utf8
        guard let first = utf8.first, let last = utf8.last else { return string }
        if !isSpace(first), !isSpace(last) { return string }
        guard let start = utf8.firstIndex(where: { !isSpace($0) }),
            let end = utf8.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(string[start...end])
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    /// `scheme://` and something after it, without blanks or control characters.
    private static func hasScheme(_ string: String) -> Bool {
        var slashes = 0
        var isInScheme = true
        var count = 0
        let bytes = string.utf8Span.span
        for index in bytes.indices {
            let byte = bytes[index]
            if byte <= 0x20 || byte == 0x7F { return false }
            if isInScheme {
                if byte == UInt8(ascii: ":") {
                    if count == 0 { return false }
                    isInScheme = false
                } else {
                    let isLetter = (0x61...0x7A).contains(byte | 0x20)
                    let isOther =
                        (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                        || byte == UInt8(ascii: ".")
                    if !isLetter, count == 0 || !isOther { return false }
                    count += 1
                }
            } else if slashes < 2 {
                if byte != UInt8(ascii: "/") { return false }
                slashes += 1
            } else {
                slashes += 1
            }
        }
        return slashes > 2
    }
}
