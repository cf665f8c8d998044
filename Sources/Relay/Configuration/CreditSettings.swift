/// `execute.dead_letter_credit:` – how many commands of an app and definition Feishu may refuse before the definition pauses.
public struct CreditSettings: Sendable {
    /// `burst`: so many at once; 0 for no bound.
    public var burst = 20
    /// `interval`: one more each.
    public var interval: Duration = .seconds(300)

    public init() {}
}
