/// The parts of an http or https URL that checks and warnings ask for.
struct WebAddress {
    let isEncrypted: Bool
    let hasCredentials: Bool
    let host: String

    /// Nil unless it is scheme, host, perhaps a port, a path and credentials.
    init?(_ text: String) {
        guard let scheme = ["https://", "http://"].first(where: text.lowercased().hasPrefix) else { return nil }
        isEncrypted = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        var authority = rest.prefix { !"/?#\\".contains($0) }
        hasCredentials = authority.contains("@")
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = String(authority[...end])
            authority = authority[end...].dropFirst()
        } else {
            host = String(authority.prefix { $0 != ":" })
            authority = authority.dropFirst(host.count)
        }
        guard !host.isEmpty, authority.isEmpty || HostPort.isPort(authority.dropFirst()), authority.first ?? ":" == ":"
        else { return nil }
    }

    var isLoopback: Bool {
        let name = host.lowercased()
        return name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]" || isLoopbackIPv4
    }

    private var isLoopbackIPv4: Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }

    /// Without what stands before an @ that follows the scheme.
    static func masked(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return text }
        let scheme = text.prefixBefore("://").map { $0 + "://" } ?? ""
        return scheme + "<redacted>" + text[at...]
    }
}
