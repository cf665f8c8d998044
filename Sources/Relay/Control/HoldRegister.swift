import Arguments
import Delivery
import Kafka
import Synchronization

/// What the processes of a group hold back, read from the control topic by somebody who isn't one of them, and lifted through it.
public struct HoldRegister: Sendable {
    /// The control topic as it is read.
    private final class Reading: Sendable {
        let inbox = ControlInbox()
        let end: ReadToEnd
        let error = Mutex<KafkaError?>(nil)
        let isTooLate = Mutex(false)

        init(_ partition: TopicPartition) { end = ReadToEnd([partition]) }
    }

    private let settings: RelayConfiguration
    private let clients: KafkaClients
    private let partition: TopicPartition
    private let timeout: Duration

    /// - Parameter timeout: for reading the topic.
    public init(_ settings: RelayConfiguration, timeout: Duration = .seconds(15)) {
        self.settings = settings
        self.timeout = timeout
        clients = KafkaClients(settings: settings)
        partition = TopicPartition(topic: TopicNames(prefix: settings.topics.prefix).control, partition: 0)
    }

    /// What is held now, by app and API.
    ///
    /// - Throws: `RelayError`, when Kafka doesn't answer or the topic isn't there.
    public func read() async throws -> [HeldItem] {
        let admin = try KafkaAdmin(properties: clients.admin())
        let described: [String: TopicDescription]
        do {
            described = try await admin.describeTopics([partition.topic])
        } catch {
            throw RelayError(
                .unavailable,
                "Kafka can't be asked at \(settings.kafka.bootstrapServers) (kafka.bootstrap_servers): \(error)")
        }
        await admin.close()
        guard described[partition.topic]?.exists ?? false else {
            throw RelayError(
                .config,
                "The control topic \(partition.topic) doesn't exist; see topics.prefix and approval-relay topics.")
        }
        let wall = WallClock.now()
        let all = try await readAll().compactMap { Self.item($0, age: $0.age(wall: wall, at: .now)) }
        // Several processes may pause one definition.
        var merged: [[String?]: HeldItem] = [:]
        for item in all {
            let what = [item.app, item.api, item.definition, item.reason]
            if merged[what] == nil { merged[what] = item } else { merged[what]?.keys += item.keys }
        }
        return merged.values.sorted {
            ($0.alias, $0.api ?? "", $0.definition ?? "", $0.reason)
                < ($1.alias, $1.api ?? "", $1.definition ?? "", $1.reason)
        }
    }

    /// Lifts what an app's calls wait for, in every process.
    ///
    /// - Parameters:
    ///   - app: as in ``HeldItem/app``; `nil` for all.
    ///   - api: only holds of this API.
    ///   - definition: only pauses of this definition.
    ///   - items: what ``read()`` found of that.
    public func release(
        app: String?, api: String? = nil, definition: String? = nil, _ items: [HeldItem]
    ) async throws {
        let producer = try KafkaProducer(properties: clients.publisher())
        let note = ReleaseNote(
            id: String(UInt64.random(in: .min ... .max), radix: 36), app: app, api: api, definition: definition)
        do {
            try await write(note.key, ControlEntry.release(note).bytes(), producer)
            // Who starts later must not find them; and the word itself has been said.
            for key in items.flatMap(\.keys) { try await write(key, nil, producer) }
            try await write(note.key, nil, producer)
        } catch {
            throw RelayError(
                .unavailable,
                "\(partition.topic) can't be written at \(settings.kafka.bootstrapServers): \(error)")
        }
        await producer.close(deadline: .seconds(5))
    }

    private func write(_ key: String, _ value: [UInt8]?, _ producer: KafkaProducer) async throws(KafkaError) {
        _ = try await producer.sendAndWait(
            ProducerRecord(topic: partition.topic, partition: 0, key: Array(key.utf8), value: value))
    }

    private func readAll() async throws -> [ControlMessage] {
        let reading = Reading(partition)
        let reader = try KafkaConsumer(
            properties: clients.reader(), assignment: ManualAssignment([partition: .beginning])
        ) {
            TopicReader(
                onRecords: { reading.inbox.read($0) }, onEnd: { partition, _ in reading.end.reached(partition) },
                onError: { error in reading.error.withLock { $0 = error } })
        }
        let limit = Task { [timeout, partition] in
            try await Task.sleep(for: timeout)
            reading.isTooLate.withLock { $0 = true }
            reading.end.reached(partition)
        }
        await reading.end.wait()
        limit.cancel()
        await reader.close(deadline: .seconds(1))
        guard !reading.isTooLate.withLock({ $0 }) else {
            let why = reading.error.withLock { $0 }.map { ": \($0)" } ?? ""
            throw RelayError(.unavailable, "\(partition.topic) could not be read within \(timeout)\(why)")
        }
        return reading.inbox.kept
    }

    /// `nil` for what says of no hold that still is.
    private static func item(_ message: ControlMessage, age: Duration) -> HeldItem? {
        switch message.entry {
        case .hold(let hold) where age < hold.duration:
            HeldItem(
                alias: hold.alias, app: hold.subject.app, api: hold.subject.api, reason: hold.reason,
                detail: hold.detail, since: hold.since, left: hold.duration - age, tries: hold.probe,
                keys: [message.key])
        case .throttle(let note) where age < note.duration:
            HeldItem(
                alias: note.subject.app, app: note.subject.app, api: note.subject.api, reason: "throttled", detail: "",
                since: message.timestamp, left: note.duration - age, tries: 0, keys: [message.key])
        case .pause(let note) where age < PauseNote.life:
            HeldItem(
                alias: note.alias, app: note.app, definition: note.definition, reason: ExecuteStage.paused,
                detail: note.detail, since: note.since, left: nil, tries: 0, keys: [message.key])
        case .hold, .throttle, .pause, .release, .quota, .appTicket, .partitionCount, nil: nil
        }
    }
}
