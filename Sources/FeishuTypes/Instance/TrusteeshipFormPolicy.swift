public enum TrusteeshipFormPolicy: String, Sendable, Hashable, CaseIterable {
    /// The default.
    case disable = "DISABLE"
    case immutable = "IMMUTABLE"
    case byNode = "BY_NODE"
    case byUser = "BY_USER"
}
