import Kafka

/// The topics of one step, each step its own, and how they are made.
struct RunTopics: Sendable {
    let prefix: String
    let partitions: Int

    var events: String { prefix + ".events" }
    var results: String { prefix + ".results" }
    /// A reply topic that events may name.
    var replies: String { prefix + ".replies" }
    var deadLetters: String { prefix + ".dead-letters" }
    var parked: String { prefix + ".parked" }
    func commands(_ lane: Lane) -> String { "\(prefix).commands.\(lane.rawValue)" }
    func bulkCommands(_ lane: Lane) -> String { "\(prefix).commands.\(lane.rawValue).bulk" }
    func receipts(_ lane: Lane) -> String { "\(prefix).receipts.\(lane.rawValue)" }
    var routeGroup: String { prefix + ".route" }
    var executeGroup: String { prefix + ".execute" }

    /// All but those that the harness doesn't read.
    var recorded: [String] {
        [events, results, replies, deadLetters, parked]
            + Lane.allCases.flatMap { [commands($0), bulkCommands($0), receipts($0)] }
    }

    /// The broker's clock stamps what is judged by time.
    private static let brokerTime = ["message.timestamp.type": "LogAppendTime"]
    /// That a topic takes: a record of a megabyte, and what a dead letter adds to it.
    static let maximumRecordBytes = 1_114_124
    private static let days60 = ["cleanup.policy": "delete", "retention.ms": "5184000000"]

    func plan(_ topic: String) -> NewTopic {
        var settings = Self.brokerTime
        var count = partitions
        switch topic {
        case events: settings = [:]
        case deadLetters:
            settings.merge(Self.days60) { $1 }
            settings["max.message.bytes"] = "\(Self.maximumRecordBytes)"
        case parked:
            settings.merge(Self.days60) { $1 }
            settings["max.message.bytes"] = "\(Self.maximumRecordBytes)"
        case prefix + ".control":
            settings = ["cleanup.policy": "compact"]
            count = 1
        case _ where topic.hasPrefix(prefix + ".commands."): settings.merge(Self.days60) { $1 }
        case _ where topic.hasPrefix(prefix + ".receipts."):
            settings.merge([
                "cleanup.policy": "compact", "segment.bytes": "67108864", "segment.ms": "3600000",
                "min.cleanable.dirty.ratio": "0.1",
            ]) { $1 }
        default: break
        }
        return NewTopic(name: topic, partitions: count, settings: settings)
    }

    /// Waits until a topic that was deleted is known no more.
    func waitUntilGone(_ topic: String, admin: KafkaAdmin) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if let found = try? await admin.describeTopics([topic], timeout: .seconds(5)),
                !(found[topic]?.exists ?? false)
            {
                return
            }
            try await ContinuousClock().sleep(for: .milliseconds(100))
        }
        throw ChaosError("the topic \(topic) was deleted and is still there after a minute")
    }

    /// Makes these topics, or all of the step's, and waits until they are known.
    func create(_ names: [String]? = nil, admin: KafkaAdmin) async throws {
        let names = names ?? [prefix + ".control"] + recorded
        let deadline = ContinuousClock.now + .seconds(60)
        var missing = Set(names)
        // One that was just deleted may not be gone yet, and a broker may just be coming back.
        while !missing.isEmpty {
            let found = (try? await admin.describeTopics(Array(missing), timeout: .seconds(5))) ?? [:]
            missing = missing.filter { !(found[$0]?.exists ?? false) }
            if missing.isEmpty { break }
            guard ContinuousClock.now < deadline else {
                throw ChaosError("topics could not be made within a minute: \(missing.sorted())")
            }
            _ = try? await admin.createTopics(missing.sorted().map(plan), timeout: .seconds(10))
            try await ContinuousClock().sleep(for: .milliseconds(200))
        }
    }
}
