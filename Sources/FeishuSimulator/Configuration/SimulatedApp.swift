/// An app whose credentials the simulator accepts.
public struct SimulatedApp: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Takes its token from the `/internal` calls.
        case selfBuilt = "self_built"
        /// Takes it in two steps, with the app ticket and the tenant's key.
        case store
    }

    /// Begins with `cli_`, at least eight characters; others are answered with 10003, as Feishu does.
    public var id: String
    public var secret: String
    public var kind: Kind
    /// The tenants that installed it, by `tenant_key`. A self-built app works in the first.
    public var tenants: [String]
    /// A store app's valid ticket.
    public var ticket: String

    public init(
        id: String, secret: String, kind: Kind = .selfBuilt, tenants: [String] = ["tenant"], ticket: String = "ticket"
    ) {
        self.id = id
        self.secret = secret
        self.kind = kind
        self.tenants = tenants
        self.ticket = ticket
    }

    /// The app that is accepted when nothing else is configured.
    public static let standard = SimulatedApp(id: "cli_simulator", secret: "simulator-secret")
}
