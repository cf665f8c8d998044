/// How many calls of one API Feishu admits for one app and tenant (feishu-api.md §9.1).
public struct QuotaLimit: Sendable, Hashable {
    /// In any second; `nil` for no limit.
    public var perSecond: Int?
    /// In any minute; `nil` for no limit.
    public var perMinute: Int?

    public init(perSecond: Int?, perMinute: Int?) {
        self.perSecond = perSecond.map { max(0, $0) }
        self.perMinute = perMinute.map { max(0, $0) }
    }

    public static let none = QuotaLimit(perSecond: nil, perMinute: nil)
    public static let nothing = QuotaLimit(perSecond: 0, perMinute: 0)

    /// What keeps both.
    public func stricter(than other: QuotaLimit) -> QuotaLimit {
        func less(_ one: Int?, _ two: Int?) -> Int? { one.map { min($0, two ?? $0) } ?? two }
        return QuotaLimit(
            perSecond: less(perSecond, other.perSecond), perMinute: less(perMinute, other.perMinute))
    }

    public var isUnlimited: Bool { perSecond == nil && perMinute == nil }

    /// The part of it that belongs to some partitions of a topic: whole calls, such that the parts of all partitions together are the
    /// limit exactly, whoever owns which of them.
    ///
    /// Partition *p* of *n* has the calls from ⌊p·limit/n⌋ to ⌊(p + 1)·limit/n⌋. With more partitions than calls some have none.
    ///
    /// - Parameters:
    ///   - partitions: each at most once; those that the topic doesn't have count for nothing.
    ///   - count: of the topic, at least 1.
    public func part(of partitions: [Int32], outOf count: Int) -> QuotaLimit {
        let count = max(1, count)
        func part(_ limit: Int?) -> Int? {
            guard let limit else { return nil }
            return partitions.reduce(0) { sum, partition in
                guard (0..<count).contains(Int(partition)) else { return sum }
                return sum + (Int(partition) + 1) * limit / count - Int(partition) * limit / count
            }
        }
        return QuotaLimit(perSecond: part(perSecond), perMinute: part(perMinute))
    }
}
