/// A token for `sasl.mechanisms=OAUTHBEARER`.
public struct OAuthToken: Sendable {
    public var value: String
    /// Milliseconds since 1970 at which it lapses.
    public var expiryMilliseconds: Int64
    /// Whom the token stands for; brokers mostly take it from the token itself.
    public var principal: String
    /// SASL extensions of RFC 7628.
    public var extensions: [(name: String, value: String)]

    public init(
        value: String, expiryMilliseconds: Int64, principal: String = "",
        extensions: [(name: String, value: String)] = []
    ) {
        self.value = value
        self.expiryMilliseconds = expiryMilliseconds
        self.principal = principal
        self.extensions = extensions
    }
}

/// Fetches a token; called on a thread of its own and may block. Its argument is the value of the property
/// `sasl.oauthbearer.config`.
///
/// Not needed for OpenID Connect: librdkafka fetches those itself (`sasl.oauthbearer.method=oidc` and
/// `sasl.oauthbearer.…`).
public typealias OAuthTokenProvider = @Sendable (_ configuration: String?) -> Result<OAuthToken, KafkaError>
