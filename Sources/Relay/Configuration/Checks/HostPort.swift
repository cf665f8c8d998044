enum HostPort {
    /// A decimal port without a sign, within a range.
    static func isPort(_ text: some StringProtocol, in range: ClosedRange<UInt16> = 1...65_535) -> Bool {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text) else { return false }
        return range.contains(port)
    }

    /// `host`, `host:port` or `[IPv6]:port`, as librdkafka takes brokers.
    static func isBroker(_ text: String) -> Bool {
        var rest = text[...]
        if let scheme = text.prefixBefore("://") { rest = text.dropFirst(scheme.count + 3) }
        guard !rest.isEmpty, rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else {
            return false
        }
        if rest.hasPrefix("[") {
            guard let end = rest.firstIndex(of: "]") else { return false }
            rest = rest[end...].dropFirst()
            return rest.isEmpty || rest.hasPrefix(":") && isPort(rest.dropFirst())
        }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { return false }
        return parts.count == 1 || isPort(parts[1])
    }
}
