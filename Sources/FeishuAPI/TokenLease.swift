/// A token as it was handed out. The number tells a token from the same text handed out anew after a refresh.
public struct TokenLease: Sendable, Hashable {
    public let token: Secret
    let generation: UInt64
}
