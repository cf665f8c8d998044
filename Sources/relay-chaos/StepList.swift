import Arguments
import Chaos

/// The steps that a command line asks for.
enum StepList {
    static func make(_ arguments: ParsedArguments) -> [StepPlan] {
        let seeds = arguments[Options.seed].isEmpty ? [1] : arguments[Options.seed].map { UInt64($0) }
        let seconds = arguments[Options.seconds]
        let events = arguments[Options.events]
        let bug = arguments[Options.bug]
        var named = arguments[Options.fault].compactMap { FaultName(rawValue: $0) }
        if arguments[Options.all] { named = FaultName.allCases }
        var steps = arguments[Options.bugs] ? SeededBug.allCases.map { $0.plan(seed: seeds[0]) } : []
        for seed in seeds {
            if arguments[Options.together] {
                steps.append(StepPlan(faults: named, seconds: seconds, seed: seed, events: events, bug: bug))
            } else {
                steps += named.map { StepPlan(faults: [$0], seconds: seconds, seed: seed, events: events, bug: bug) }
            }
            steps += StepPlan.pairs(
                arguments[Options.pairs], from: FaultName.allCases, seconds: seconds, seed: seed)
            if arguments[Options.mix] { steps += mix(arguments, seed: seed) }
        }
        return steps
    }

    /// All faults but the one by which a build is swapped for the one before: that one knows a repeat by the latest 32 commands of an
    /// approval alone, and with everything else under way a hot approval's repeats come later than that.
    private static var mixed: [FaultName] { FaultName.allCases.filter { $0 != .swapFormats } }

    /// A long mix is many steps, so that what is known stays in memory and what is done stays done.
    private static func mix(_ arguments: ParsedArguments, seed: UInt64) -> [StepPlan] {
        let most = arguments[Options.stepEvents]
        let total = arguments[Options.events] ?? arguments[Options.seconds] * arguments[Options.rate]
        let parts = max(1, (total + most - 1) / most)
        return (0..<parts).map { part in
            let events = min(most, total - part * most)
            return StepPlan(
                faults: mixed, seconds: max(20, events / max(1, arguments[Options.rate])),
                seed: seed &+ UInt64(part), events: events, part: parts > 1 ? part + 1 : nil)
        }
    }
}
