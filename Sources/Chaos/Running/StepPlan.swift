/// One step of a run: which faults, for how long, from which seed.
public struct StepPlan: Sendable, Hashable {
    public var faults: [FaultName]
    /// Of load; warming up and draining come on top.
    public var seconds: Int
    public var seed: UInt64
    /// Ends the load before its time; nil: no bound.
    public var events: Int?
    /// Tells steps of the same faults and seed apart.
    public var part: Int?
    /// A mistake that every worker makes; needs a relay that is built with hooks.
    public var bug: String?

    public init(
        faults: [FaultName], seconds: Int, seed: UInt64, events: Int? = nil, part: Int? = nil, bug: String? = nil
    ) {
        self.faults = faults
        self.seconds = seconds
        self.seed = seed
        self.events = events
        self.part = part
        self.bug = bug
    }

    /// By which a result is found again.
    public var name: String {
        let names = faults.count > 6 ? "mix" : faults.map(\.rawValue).joined(separator: "+")
        let length = events.map { "\($0)e" } ?? "\(seconds)s"
        return "\(names.isEmpty ? "none" : names) \(length) seed \(seed)" + (part.map { " part \($0)" } ?? "")
            + (bug.map { " bug \($0)" } ?? "")
    }

    /// Pairs drawn from a seed, each of two different faults, none twice.
    public static func pairs(_ count: Int, from faults: [FaultName], seconds: Int, seed: UInt64) -> [StepPlan] {
        var all: [StepPlan] = []
        for (place, first) in faults.enumerated() {
            for second in faults[(place + 1)...] {
                all.append(StepPlan(faults: [first, second], seconds: seconds, seed: seed))
            }
        }
        var random = SplitMix64(seed: seed, use: "pairs")
        return Array(all.shuffled(using: &random).prefix(count))
    }
}
