/// How long Feishu may keep the form of an instance in trusteeship.
public struct TrusteeshipCacheConfig: Sendable, Hashable {
    public var formPolicy: TrusteeshipFormPolicy?
    public var formVaryWithLocale: Bool?
    /// An Int64 in a string; must grow when the form changes.
    public var formVersion: String?

    public init() {}
}
