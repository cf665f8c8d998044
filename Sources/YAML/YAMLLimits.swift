/// What a document may use up. Configuration is small; anything beyond is a mistake or an attack.
public struct YAMLLimits: Sendable, Hashable {
    /// In bytes.
    public var maximumSize: Int
    /// Mappings and sequences within each other; 256 at most, whatever is asked for.
    public var maximumDepth: Int
    /// Keys, scalars, mappings and sequences together.
    public var maximumNodes: Int

    public init(maximumSize: Int = 1 << 20, maximumDepth: Int = 32, maximumNodes: Int = 100_000) {
        self.maximumSize = maximumSize
        self.maximumDepth = min(maximumDepth, 256)
        self.maximumNodes = maximumNodes
    }
}
