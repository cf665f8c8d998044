/// Where Feishu reports a tap on a quick-approval button of a card.
public struct MessageActionCallback: Sendable, Hashable {
    public var actionCallbackURL: String?
    /// A secret.
    public var actionCallbackToken: String?
    /// A secret: with it, callbacks are encrypted.
    public var actionCallbackKey: String?
    /// Given back in the callback; the only reliable way to know what the tap was about.
    public var actionContext: String?

    public init() {}
}
