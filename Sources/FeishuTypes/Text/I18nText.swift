/// One text of a language: the key that a field names, and what is shown for it.
public struct I18nText: Sendable, Hashable {
    public var key: String
    public var value: String

    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
