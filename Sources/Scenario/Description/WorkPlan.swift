/// What there is to do: commands that wait at the beginning, and those that come.
public struct WorkPlan: Sendable {
    public struct Backlog: Sendable {
        public var commands = 0
        /// They lie in these partitions alone, evenly; empty for all.
        public var partitions: [Int] = []

        public init() {}
    }

    public struct Arrivals: Sendable {
        /// On average; the times between them are random (a Poisson process).
        public var perSecond = 1.0
        public var from: Duration = .zero
        /// `nil` for the scenario's end.
        public var to: Duration?
        /// Percent of them that are for key 0.
        public var hotKeyShare = 0.0

        public init() {}
    }

    /// Different approvals; those of a key run one at a time, in order.
    public var keys = 1000
    public var backlog: [Backlog] = []
    public var arrivals: [Arrivals] = []

    public init() {}
}
