import FeishuTypes

/// A record that was set aside: itself untouched, and why.
///
/// Header names and encodings: our own `approval-dlq-*`, KIP-1191's `__dlq.errors.*`, and Spring Kafka's
/// `kafka_dlt-*` (big-endian integers), so that the tools of each can read them.
public struct DeadLetter: Sendable {
    /// `approval-dlq-detail` holds at most this many bytes.
    static let maximumDetailBytes = 1024

    public var stage: FailedStage
    public var reason: Reason
    public var origin: EventOrigin
    /// The consumer group that read the record.
    public var group: String
    public var attempts: Int
    /// Epoch milliseconds.
    public var firstFailedAt: Int64
    public var lastFailedAt: Int64
    public var httpStatus: Int?
    public var feishuCode: Int64?
    public var logID: String?
    public var commandID: String?
    public var eventID: String?
    /// Of a sync: the version that it had, which a replay keeps.
    public var version: Int64?

    /// The headers that a replay is known by, and that say its version.
    public static let stageHeader = "approval-dlq-stage"
    public static let versionHeader = "approval-dlq-version"

    public init(
        stage: FailedStage, reason: Reason, origin: EventOrigin, group: String, attempts: Int = 0,
        firstFailedAt: Int64, lastFailedAt: Int64, httpStatus: Int? = nil, feishuCode: Int64? = nil,
        logID: String? = nil, commandID: String? = nil, eventID: String? = nil, version: Int64? = nil
    ) {
        self.stage = stage
        self.reason = reason
        self.origin = origin
        self.group = group
        self.attempts = attempts
        self.firstFailedAt = firstFailedAt
        self.lastFailedAt = lastFailedAt
        self.httpStatus = httpStatus
        self.feishuCode = feishuCode
        self.logID = logID
        self.commandID = commandID
        self.eventID = eventID
        self.version = version
    }

    /// The headers of the dead letter: the record's own, verbatim and in order, then one set of ours.
    ///
    /// A record that fails again carries a set from the first time: it is taken out and renewed, with the replays counted.
    public func headers(after original: [RecordField], relayVersion: String) -> [RecordField] {
        var headers = original.filter { !Self.isOurs($0.name) }
        let earlier = original.last { $0.name == "approval-dlq-replays" }.flatMap { $0.text }.flatMap { Int($0) }
        let wasDead = original.contains { $0.name == "approval-dlq-reason" }
        let replays = wasDead ? min((earlier ?? 0), 1_000_000) + 1 : 0

        func add(_ name: String, _ text: String?) {
            if let text { headers.append(RecordField(name, text: text)) }
        }
        add("approval-dlq-reason", reason.code.rawValue)
        add("approval-dlq-detail", bounded(reason.detail))
        add(Self.stageHeader, stage.rawValue)
        add("approval-dlq-attempts", String(attempts))
        add("approval-dlq-first-failed-at", RFC3339.string(firstFailedAt))
        add("approval-dlq-last-failed-at", RFC3339.string(lastFailedAt))
        add("approval-dlq-http-status", httpStatus.map { String($0) })
        add("approval-dlq-feishu-code", feishuCode.map { String($0) })
        add("approval-dlq-log-id", logID)
        add("approval-dlq-command-id", commandID)
        add("approval-dlq-event-id", eventID)
        add(Self.versionHeader, version.map { String($0) })
        add("approval-dlq-replays", String(replays))
        add("approval-dlq-relay-version", relayVersion)

        add("__dlq.errors.topic", origin.topic)
        add("__dlq.errors.partition", String(origin.partition))
        add("__dlq.errors.offset", String(origin.offset))
        add("__dlq.errors.group", group)
        add("__dlq.errors.message", bounded(reason.detail))

        add("kafka_dlt-original-topic", origin.topic)
        headers.append(RecordField("kafka_dlt-original-partition", bigEndian(origin.partition)))
        headers.append(RecordField("kafka_dlt-original-offset", bigEndian(origin.offset)))
        if let timestamp = origin.timestamp {
            headers.append(RecordField("kafka_dlt-original-timestamp", bigEndian(timestamp)))
        }
        add("kafka_dlt-original-consumer-group", group)
        return headers
    }

    private static func isOurs(_ name: String) -> Bool {
        name.hasPrefix("approval-dlq-") || name.hasPrefix("__dlq.errors.") || name.hasPrefix("kafka_dlt-original-")
    }

    private func bounded(_ text: String) -> String {
        guard text.utf8.count > Self.maximumDetailBytes else { return text }
        var prefix = Substring(text)
        while prefix.utf8.count > Self.maximumDetailBytes - 3 {
            prefix = prefix.dropLast(max(1, (prefix.utf8.count - Self.maximumDetailBytes) / 4))
        }
        return prefix + "…"
    }

    private func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> ArraySlice<UInt8> {
        let shifts = stride(from: Number.bitWidth - 8, through: 0, by: -8)
        return ArraySlice(shifts.map { UInt8(truncatingIfNeeded: number >> Number($0)) })
    }
}
