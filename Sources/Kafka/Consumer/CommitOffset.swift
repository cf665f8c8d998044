/// An offset to commit: the next one to consume, that is, one beyond the last that is done.
public struct CommitOffset: Sendable, Hashable {
    public var offset: Int64
    /// At most 4096 bytes on a broker with the default `offset.metadata.max.bytes`.
    public var metadata: String?

    public init(offset: Int64, metadata: String? = nil) {
        self.offset = offset
        self.metadata = metadata
    }
}
