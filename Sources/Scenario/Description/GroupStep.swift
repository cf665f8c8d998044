/// Something that happens to the processes.
public struct GroupStep: Sendable {
    public enum Kind: Sendable, Hashable {
        /// A process dies without a word: the one with that number, the first being 1.
        case kill(Int)
        /// A process ends in good order.
        case stop(Int)
        /// So many new ones start.
        case add(Int)
        /// The group deals the partitions out anew.
        case rebalance
    }

    public var at: Duration
    public var kind: Kind

    public init(at: Duration, kind: Kind) {
        self.at = at
        self.kind = kind
    }
}
