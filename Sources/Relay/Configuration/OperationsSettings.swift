/// `operations:` – the port with `/livez`, `/readyz` and `/metrics`.
public struct OperationsSettings: Sendable {
    /// `listen`: host:port; off when not set.
    public var listen: String?

    public init() {}
}
