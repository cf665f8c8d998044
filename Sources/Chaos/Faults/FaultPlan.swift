/// Which blows fall when: the same seed, faults and length make the same plan. The blows of one fault never overlap; those of
/// two faults may.
public struct FaultPlan: Sendable {
    /// In order of time.
    public private(set) var actions: [FaultAction] = []

    /// - Parameters:
    ///   - length: milliseconds within which every blow begins and, as far as its nature allows, ends.
    ///   - workers: how many there are to choose from, at least 1.
    ///   - sessionTimeout: milliseconds; a paused worker sleeps for longer.
    public init(seed: UInt64, faults: [FaultName], length: Int, workers: Int, sessionTimeout: Int) {
        for fault in faults {
            guard var rhythm = Rhythm(fault, sessionTimeout: sessionTimeout) else { continue }
            rhythm.fit(length)
            var random = SplitMix64(seed: seed, use: fault.rawValue)
            var at = Int.random(in: 0...500, using: &random)
            var turn = Int.random(in: 0..<max(1, workers), using: &random)
            while at < length {
                let lasts = min(Int.random(in: rhythm.lasts, using: &random), max(length - at, rhythm.lasts.lowerBound))
                let isForAll = rhythm.canMeetAll && random.chance(0.3)
                actions.append(
                    FaultAction(
                        fault: fault, at: at, lasts: lasts, worker: isForAll ? nil : turn % max(1, workers),
                        amount: Int.random(in: rhythm.amount, using: &random)))
                turn +=
                    fault == .rollingRestart || fault == .swapFormats
                    ? 1 : Int.random(in: 1...max(1, workers), using: &random)
                at += lasts + Int.random(in: rhythm.rests, using: &random)
            }
        }
        actions.sort { ($0.at, $0.fault.rawValue) < ($1.at, $1.fault.rawValue) }
    }
}
