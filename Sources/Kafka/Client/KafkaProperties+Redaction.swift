extension KafkaProperties: CustomStringConvertible {
    /// Whether a property's value is a secret: it never reaches a description, a log or an error.
    public static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        // A path or a type isn't the secret itself, and an operator needs to see it.
        if name.hasSuffix(".location") || name.hasSuffix(".method") || name.hasSuffix(".mechanism") { return false }
        return ["pass", "pwd", "secret", "key", "token", "credential", "oauthbearer.config"].contains {
            name.contains($0)
        }
    }

    /// One `name=value` per line; the values of secrets are hidden.
    public var description: String {
        entries.map { "\($0.name)=\(Self.isSecret($0.name) ? "(hidden)" : $0.value)" }.joined(separator: "\n")
    }
}
