/// A value of a document, or a key, with its place.
public struct YAMLNode: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// In the document's order; no key twice, and every key a scalar.
        case mapping([YAMLEntry])
        case sequence([YAMLNode])
        case scalar(String, YAMLScalarStyle)
    }

    public var kind: Kind
    /// Where it begins.
    public var mark: YAMLMark
    /// The document's name, for errors.
    public var source: String

    public init(kind: Kind, mark: YAMLMark, source: String) {
        self.kind = kind
        self.mark = mark
        self.source = source
    }
}
