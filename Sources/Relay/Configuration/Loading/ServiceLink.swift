/// Variables that Kubernetes gives each container for the services of its namespace: for one called `approval-relay`,
/// `APPROVAL_RELAY_SERVICE_HOST`, `APPROVAL_RELAY_PORT_9090_TCP_ADDR`… They look like ours and aren't.
///
/// Source: Kubernetes documentation, Service, "Environment variables".
enum ServiceLink {
    static func isOne(_ name: String) -> Bool {
        let words = name.split(separator: "_").map(String.init)
        if words.suffix(2) == ["SERVICE", "HOST"] { return true }
        guard let port = words.lastIndex(of: "PORT") else { return false }
        if port > 0, words[port - 1] == "SERVICE" { return true }
        let rest = Array(words[(port + 1)...])
        if rest.isEmpty {
            // …_PORT, or …_PORT_9090_TCP_PORT
            guard let first = words.firstIndex(of: "PORT"), first < port else { return true }
            return isAddress(Array(words[(first + 1)..<port]))
        }
        return isAddress(rest)
    }

    /// `9090_TCP`, perhaps with `_PROTO` or `_ADDR`.
    private static func isAddress(_ words: [String]) -> Bool {
        guard words.count == 2 || words.count == 3, let number = words.first, UInt16(number) != nil else {
            return false
        }
        return ["TCP", "UDP", "SCTP"].contains(words[1]) && (words.count == 2 || ["PROTO", "ADDR"].contains(words[2]))
    }
}
