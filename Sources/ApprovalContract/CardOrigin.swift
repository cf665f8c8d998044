/// What a card's quick approval may still come from: the definition's own declaration, known where the card is sent.
public struct CardOrigin: Sendable, Hashable {
    /// The code that the definition was published under.
    public var definition: String
    /// What the task's callback gives back where neither the task nor a declaration says.
    public var actionContext: String

    public init(definition: String, actionContext: String) {
        self.definition = definition
        self.actionContext = actionContext
    }
}
