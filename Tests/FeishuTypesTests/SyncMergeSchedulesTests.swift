import FeishuTypes
import Foundation
import Testing

/// What several syncs come to, beside a Feishu that takes them one after the other.
struct SyncMergeSchedulesTests {
    /// In the environment: the one seed that is to be run again.
    private static let variable = "SCHEDULE_SEED"

    @Test func feishuHoldsTheSameAsAfterEach() {
        let chosen = ProcessInfo.processInfo.environment[Self.variable].flatMap { UInt64($0) }
        var mergedCount = 0
        for seed in chosen.map({ $0..<($0 + 1) }) ?? 0..<6000 {
            let (problem, merged) = run(seed)
            mergedCount += merged
            guard let problem else { continue }
            Issue.record("\(problem); again with \(Self.variable)=\(seed)")
            return
        }
        if chosen == nil { #expect(mergedCount > 3000) }
    }

    private func run(_ seed: UInt64) -> (problem: String?, merged: Int) {
        var random = RandomSyncs(seed: seed)
        var before: [InstanceSync] = []
        for _ in 0..<random.below(3) { before.append(random.sync()) }
        var merge = SyncMerge()
        var taken: [InstanceSync] = []
        for _ in 0..<(2 + random.below(4)) {
            let sync = random.sync()
            let hadMode = merge.mode
            guard merge.add(sync, byteCount: 1000) else { break }
            taken.append(sync)
            if taken.count > 1, sync.updateMode == .update, merge.mode != hadMode { return ("another mode", 0) }
        }
        guard let result = merge.result(version: 99) else { return ("nothing", 0) }
        if result.updateTime != 99 || !result.tasks.allSatisfy({ $0.updateTime == 99 })
            || !result.cc.allSatisfy({ $0.updateTime == 99 })
        {
            return ("another version", 0)
        }
        if result.updateMode != merge.mode { return ("no mode", 0) }
        let keys = result.i18nResources.first(where: \.isDefault)?.texts.map(\.key) ?? []
        if Set(keys).count != keys.count { return ("a key twice", 0) }
        for omission in HeldInstance.Omission.allCases {
            var expected = HeldInstance()
            for sync in before { expected.take(sync, omission) }
            var found = expected
            for sync in taken { expected.take(sync, omission) }
            found.take(result, omission)
            if found != expected { return ("\(omission): \(found)\nis not\n\(expected)", 0) }
        }
        return (nil, taken.count - 1)
    }
}
