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
        if !Self.hasScheme(trimmed.utf8Span.span) {
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
    static func hasScheme(_ bytes: Span<UInt8>) -> Bool {
        var end = 0
        while end < bytes.count, bytes[end] != UInt8(ascii: ":") {
            guard isOfScheme(bytes[end], isFirst: end == 0) else { return false }
            end += 1
        }
        guard end > 0, bytes.count > end + 3, bytes[end + 1] == UInt8(ascii: "/"), bytes[end + 2] == UInt8(ascii: "/")
        else { return false }
        // Without a way out of the loop, several bytes are looked at at once.
        var blanks: UInt8 = 0
        let rest = bytes.extracting(droppingFirst: end + 3)
        for index in rest.indices { blanks |= isBlank(rest[index]) ? 1 : 0 }
        return blanks == 0
    }

    private static func isOfScheme(_ byte: UInt8, isFirst: Bool) -> Bool {
        if (0x61...0x7A).contains(byte | 0x20) { return true }
        let isOther =
            (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
        return isOther && !isFirst
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
}
