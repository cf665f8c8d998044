import JSON
import Testing

@testable import Chaos

@Test func oneSeedMakesOneLoad() {
    func values(_ seed: UInt64) -> [[UInt8]] {
        var generator = EventGenerator(seed: seed, shape: LoadShape(), prefix: "p")
        return (0..<500).map { _ in generator.next().value }
    }
    #expect(values(7) == values(7))
    #expect(values(7) != values(8))
}

@Test func versionsOfAnInstanceGrowAndIDsAreUniqueButForRepeats() throws {
    var shape = LoadShape()
    shape.keys = 20
    shape.repeatShare = 0.1
    var generator = EventGenerator(seed: 3, shape: shape, prefix: "p")
    var versions: [String: Int64] = [:]
    var seen: Set<Int> = []
    var repeats = 0
    for _ in 0..<5000 {
        let event = generator.next()
        guard seen.insert(event.number).inserted else {
            repeats += 1
            continue
        }
        guard case .commands = event.content,
            let time = try JSONParser().parse(event.value)["data"]?["instance"]?["update_time"]?.stringValue
        else { continue }
        let version = try #require(Int64(time))
        #expect(version > versions[event.key] ?? 0)
        versions[event.key] = version
    }
    #expect((300...700).contains(repeats))
}

@Test func aHotKeyHasNineEventsInTen() {
    var generator = EventGenerator(seed: 1, shape: LoadShape(for: [.hotKey], replyTopic: "r"), prefix: "p")
    let keys = (0..<2000).map { _ in generator.next().key }
    let most = Dictionary(grouping: keys) { $0 }.values.map(\.count).max() ?? 0
    #expect(most > 1700)
}

@Test func everyFaultHasASummaryAndAPlanThatItsSeedRepeats() {
    for fault in FaultName.allCases {
        #expect(!fault.summary.isEmpty)
        let plans = (0..<2).map { _ in
            FaultPlan(seed: 5, faults: [fault], length: 40_000, workers: 3, sessionTimeout: 6000).actions
        }
        #expect(plans[0] == plans[1])
        let isLoad = [.poison, .hotKey, .duplicateIDs].contains(fault)
        #expect(plans[0].isEmpty == isLoad)
    }
}

@Test func blowsOfOneFaultDoNotOverlap() {
    for seed in UInt64(0)..<200 {
        for fault in FaultName.allCases {
            let actions = FaultPlan(
                seed: seed, faults: [fault], length: 30_000, workers: 3, sessionTimeout: 6000
            ).actions
            for (before, after) in zip(actions, actions.dropFirst()) {
                #expect(before.at + before.lasts <= after.at, "\(fault) with seed \(seed)")
            }
            #expect(actions.allSatisfy { (0..<3).contains($0.worker ?? 0) && $0.at < 30_000 })
        }
    }
}

@Test func pairsAreOfTwoFaultsAndNoneComesTwice() {
    let pairs = StepPlan.pairs(60, from: FaultName.allCases, seconds: 30, seed: 1)
    #expect(pairs.count == 60)
    #expect(Set(pairs.map(\.name)).count == 60)
    #expect(pairs.allSatisfy { Set($0.faults).count == 2 })
    #expect(pairs == StepPlan.pairs(60, from: FaultName.allCases, seconds: 30, seed: 1))
}
