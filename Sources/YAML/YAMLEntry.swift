/// A key of a mapping and what it stands for.
public struct YAMLEntry: Sendable, Hashable {
    public var key: YAMLNode
    public var value: YAMLNode

    public init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }

    /// The key's text.
    public var name: String {
        if case .scalar(let text, _) = key.kind { text } else { "" }
    }
}
