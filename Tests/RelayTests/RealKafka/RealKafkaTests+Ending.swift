import FeishuSimulator
import Foundation
import Testing

@testable import Relay

/// How the program ends when it can't go on, or when Kafka doesn't let it end.
extension RealKafkaTests {
    /// Settings that order their times as they must be, with a short end.
    private static func ending(within deadline: String) -> [String: String] {
        ["SHUTDOWN_DEADLINE": deadline, "SHUTDOWN_DRAIN": "1s", "FEISHU_REQUEST_TIMEOUT": "500ms"]
    }

    /// Starts a process whose start waits for brokers, which don't answer from then on while `body` runs.
    private static func whileWaiting(
        _ name: String, deadline: String, _ body: (ChildProcess) async throws -> Void
    ) async throws {
        try await RealKafkaHarness.run(name, creates: false) { harness in
            var settings = ending(within: deadline)
            // The brokers keep the empty control topic's reader waiting until they are held.
            settings["KAFKA_CONSUMER_PROPERTIES"] = "fetch.min.bytes=100000000,fetch.wait.max.ms=50000"
            let process = try RelayCommand.start(harness, more: settings)
            // The first consumer is the control topic's, and the start waits for it.
            try await harness.until { process.printed.isOver || process.threads.contains("kafka-consumer") }
            try #require(!process.printed.isOver, "\(process.printed.errors)")
            try await harness.cluster.pause { try await body(process) }
        }
    }

    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func aStopThatBrokersHoldUpEndsAtItsDeadline() async throws {
        try await Self.whileWaiting("deadline", deadline: "2s") { process in
            let began = ContinuousClock.now
            process.terminate()
            let (status, _, errors) = try await process.ended()
            #expect(status == 69, "\(errors)")
            #expect(errors.contains("the stop took longer than shutdown.deadline; the process ends all the same"))
            #expect(ContinuousClock.now - began < .seconds(30))
        }
    }

    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func aSecondSignalEndsTheProcessAtOnce() async throws {
        try await Self.whileWaiting("signals", deadline: "10m") { process in
            process.terminate()
            _ = try await process.wait { $0.isOver || $0.errors.contains("stop signal received; draining") }
            process.terminate()
            let (status, _, errors) = try await process.ended()
            #expect(status == 130, "\(errors)")
        }
    }

    /// With partitions, and a call's outcome that can't be written.
    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func aRunningProcessIsGoneInTimeThoughBrokersDoNotAnswer() async throws {
        try await RealKafkaHarness.run("hung") { harness in
            let process = try RelayCommand.start(harness, more: Self.ending(within: "5s"))
            try await process.joined()
            try await harness.publishDefinition()
            _ = try await harness.answers(1)
            harness.simulator.inject(Fault(.none, delay: 400))
            try await harness.publish(Self.update("H-1", id: "h-1"), key: "H-1")
            try await harness.until { harness.simulator.journal().contains { $0.api == .instanceSync } }
            try await harness.cluster.pause {
                let began = ContinuousClock.now
                process.terminate()
                let (status, _, errors) = try await process.ended()
                #expect(status == 0 || status == 69, "\(status): \(errors)")
                #expect(ContinuousClock.now - began < .seconds(20))
            }
            // What could not be written is written by the next.
            try await harness.startRelay()
            _ = try await harness.records(of: harness.names.results) { $0.contains { $0.eventID == "h-1" } }
        }
    }

    /// A member with another's `group.instance.id` takes its place, and librdkafka ends the client of the former.
    @Test func aMemberThatIsFencedEndsItsProcessAndSaysWhy() async throws {
        try await RealKafkaHarness.run("fenced") { harness in
            let settings = ["KAFKA_CONSUMER_PROPERTIES": "group.instance.id=relay-0"]
            let first = try RelayCommand.start(harness, more: settings)
            try await first.joined()
            let second = try RelayCommand.start(harness, more: settings)
            let (status, _, errors) = try await first.ended()
            #expect(status == 70, "\(errors)")
            #expect(errors.contains("a Kafka client can't go on; the process ends"), "\(errors)")
            let last = errors.split(separator: "\n").last ?? ""
            #expect(last.hasPrefix("approval-relay: The Kafka client of the stage "), "\(errors)")
            #expect(last.contains("group.instance.id"), "\(errors)")
            try await second.joined()
            try await harness.publishDefinition()
            #expect(try await harness.answers(1).first?.outcome == "applied")
            second.terminate()
            #expect(try await second.ended().status == 0)
        }
    }

    /// The file may be named by the environment alone.
    @Test func aFileThatTheEnvironmentNamesIsRead() async throws {
        try await RealKafkaHarness.run("named-file", creates: false) { harness in
            let file = FileManager.default.temporaryDirectory.appending(path: "\(harness.settings.topics.prefix).yaml")
            try Data("topics:\n  partitons: 3\n".utf8).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let (status, _, errors) = try await RelayCommand.start(harness, more: ["CONFIG": file.path]).ended()
            #expect(status == 78)
            #expect(errors.contains("did you mean \"topics.partitions\""), "\(errors)")
        }
    }
}
