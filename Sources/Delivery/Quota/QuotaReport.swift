public import ApprovalContract

/// What a process says, each second, of the calls that it makes: read by all others of its group.
public struct QuotaReport: Sendable, Hashable {
    /// Whole seconds that a call's age may have, 0 to 60.
    public static let ages = 61
    /// Apps and APIs in a report, at most.
    public static let maximumKeys = 1000

    /// Grows by one with each report of a process, from 1.
    public var number: Int
    /// What it owns of each lane; calls of other partitions are not its matter.
    public var partitions: [Lane: [Int32]]
    /// Whether it makes no further call for these partitions: it is about to give them up, and nothing is under way.
    public var isFinal: Bool
    /// Calls by their age in whole seconds when the report was made, those counted as its own which former owners made among them.
    public var spent: [QuotaKey: [Int]]
    /// Calls that wait and could start at once if its part of the quota were larger.
    public var wants: [QuotaKey: Int]
    public var loans: [QuotaLoan]

    public init(
        number: Int, partitions: [Lane: [Int32]], isFinal: Bool = false, spent: [QuotaKey: [Int]] = [:],
        wants: [QuotaKey: Int] = [:], loans: [QuotaLoan] = []
    ) {
        self.number = number
        self.partitions = partitions
        self.isFinal = isFinal
        self.spent = spent
        self.wants = wants
        self.loans = loans
    }
}
