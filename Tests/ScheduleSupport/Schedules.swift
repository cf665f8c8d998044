import Foundation
import Testing

/// Random schedules against a naive model: the first that fails is reported with its seed.
public enum Schedules {
    /// In the environment: the one seed that is to be run again.
    public static let variable = "SCHEDULE_SEED"

    /// - Parameter run: one schedule; what it returns is what went wrong.
    public static func check(_ count: Int = 100_000, _ run: (UInt64, inout SeededGenerator) -> String?) {
        let chosen = ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
        for seed in chosen.map({ $0..<($0 + 1) }) ?? 0..<UInt64(count) {
            var random = SeededGenerator(seed: seed)
            guard let problem = run(seed, &random) else { continue }
            Issue.record("\(problem); again with \(variable)=\(seed)")
            return
        }
    }
}
