/// Why a text of the notification policy can't be used.
public struct TextPatternError: Error, Hashable {
    /// What stands in braces and isn't known; nil when a brace isn't closed.
    public let name: String?
    /// The text as it was given.
    public let text: String
}
