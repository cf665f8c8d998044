/// What is worth knowing of a run beside its counts. Times in milliseconds.
public struct Figures: Sendable, Hashable {
    public var events = 0
    public var commands = 0
    public var calls = 0
    /// Calls beyond the first of each command.
    public var repeats = 0
    /// Of each kill: calls that another process made again after a call that was answered, or lost, with the killed one.
    public var repeatsAfterKill: [Int] = []
    /// From the end of the last fault until answers came at 95 % of the rate of publishing; nil when they never did.
    public var recovery: Int64?

    public init() {}

    public func repeatsAfterKill(percentile: Double) -> Int? {
        guard !repeatsAfterKill.isEmpty else { return nil }
        let sorted = repeatsAfterKill.sorted()
        let place = Int((Double(sorted.count - 1) * percentile).rounded(.up))
        return sorted[min(max(place, 0), sorted.count - 1)]
    }
}
