import ApprovalContract
import FeishuSimulator
import JSON
import Testing

@testable import Relay

/// What a crash between a call and its receipt leaves of versions that were moved forward.
extension RealKafkaTests {
    /// Feishu drops, silently, a sync whose version doesn't grow. The second sync's own time lies before the first one's, so that it
    /// went out with a version that was moved forward; its receipt is lost. The third one's own time lies before both.
    @Test(arguments: [false, true])
    func aMergeAfterACrashExceedsWhatWentOutBefore(isFull: Bool) async throws {
        // So that the second and the third go together.
        func hold(_ configuration: inout RelayConfiguration) { configuration.execute.syncBurst = .milliseconds(500) }
        try await RealKafkaHarness.run("version-crash", partitions: 1, change: hold(_:)) { harness in
            let first = try await harness.startRelay()
            try await harness.publishDefinition()
            let syncs = [("a", 5000), ("b", 2000), ("c", 0)].map { (name, time) in
                let body = SampleEvents.instance(
                    "V-1", time: 1_772_328_600_000 + Int64(time), tasks: [("t", "PENDING"), (name, "PENDING")])
                return SampleEvents.event(
                    "approval.instance.updated", id: "v-" + name,
                    data: "{\"sync\":\"\(isFull ? "full" : "partial")\",\"instance\":\(body),\"notify\":false}")
            }
            try await harness.publish(syncs[0], key: "V-1")
            _ = try await harness.answers(2)
            let before = try await harness.everything(in: harness.names.receipts(.instance)).last {
                $0.key == Array("default:V-1".utf8)
            }
            try await harness.publish(syncs[1], key: "V-1")
            _ = try await harness.answers(3)
            let moved = harness.simulator.state().instance("V-1")?.updateTime
            #expect(moved == 1_772_328_605_001)
            await first.stop()

            // As if it had crashed before it wrote the second one's receipt.
            try await harness.write(try #require(before?.value), "default:V-1", .instance)
            try await harness.publish(syncs[1], key: "V-1")
            try await harness.publish(syncs[2], key: "V-1")
            try await harness.startRelay()
            let answers = try await harness.answers(5).suffix(2)
            for answer in answers {
                #expect(["applied", "superseded"].contains(answer.outcome), "\(answer.json?.text ?? "")")
            }
            let instance = try #require(harness.simulator.state().instance("V-1"))
            #expect(instance.updateTime == 1_772_328_605_002)
            let tasks = Set(instance.tasks.map(\.id))
            #expect(tasks == (isFull ? ["V-1-t", "V-1-c"] : ["V-1-t", "V-1-a", "V-1-b", "V-1-c"]))
            #expect(instance.task("V-1-t")?.updateTime == 1_772_328_605_002)
        }
    }
}
