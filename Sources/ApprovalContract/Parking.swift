import FeishuTypes

/// What the parked topic says of a command beside the command itself, in headers `approval-parked-*`: where it stood, why it was set aside
/// and since when.
public struct Parking: Sendable, Hashable {
    static let prefix = "approval-parked-"
    static let maximumTopicBytes = 249

    public var reason: ParkingReason
    /// The record in the lane; its partition is the parked record's.
    public var topic: String
    public var offset: Int64
    /// Of the record in the lane, epoch milliseconds.
    public var timestamp: Int64?
    /// When it was set aside first, epoch milliseconds.
    public var since: Int64
    /// Since when it waits for its definition, epoch milliseconds; nil if it doesn't.
    public var waitsSince: Int64?
    /// How often it was set aside.
    public var times: Int

    public init(
        reason: ParkingReason, topic: String, offset: Int64, timestamp: Int64?, since: Int64, waitsSince: Int64?,
        times: Int
    ) {
        self.reason = reason
        self.topic = topic
        self.offset = offset
        self.timestamp = timestamp
        self.since = since
        self.waitsSince = waitsSince
        self.times = times
    }

    /// The headers of the parked record: the command's own, verbatim and in order, then ours.
    public func headers(after original: [RecordField]) -> [RecordField] {
        var headers = Self.originalHeaders(original)
        func add(_ name: String, _ text: String) { headers.append(RecordField(Self.prefix + name, text: text)) }
        add("reason", reason.rawValue)
        add("topic", topic)
        add("offset", String(offset))
        if let timestamp { add("timestamp", String(timestamp)) }
        add("since", RFC3339.string(since))
        if let waitsSince { add("waits-since", RFC3339.string(waitsSince)) }
        add("times", String(times))
        return headers
    }

    /// The headers without ours.
    public static func originalHeaders(_ headers: [RecordField]) -> [RecordField] {
        headers.filter { !$0.name.hasPrefix(prefix) }
    }

    /// - Parameter text: a header's value by its name.
    /// - Throws: what is missing or wrong.
    public init(reading text: (String) -> String?) throws(ContractError) {
        func required(_ name: String) throws(ContractError) -> String {
            guard let value = text(Self.prefix + name) else {
                throw ContractError(
                    .malformed,
                    "The parked record has no header \(Self.prefix + name): it was not written by the relay.")
            }
            return value
        }
        func wrong(_ name: String, _ expected: String, _ found: String) -> ContractError {
            ContractError(
                .malformed,
                "The parked record's header \(Self.prefix + name) should be \(expected) and is \"\(found.prefix(64))\"."
            )
        }
        let topic = try required("topic")
        guard !topic.isEmpty, topic.utf8.count <= Self.maximumTopicBytes else { throw wrong("topic", "a topic", topic) }
        let offsetText = try required("offset")
        guard let offset = Int64(offsetText), offset >= 0 else { throw wrong("offset", "an offset", offsetText) }
        let sinceText = try required("since")
        guard let since = RFC3339.milliseconds(sinceText) else { throw wrong("since", "an RFC 3339 time", sinceText) }
        let name = text(Self.prefix + "reason") ?? ""
        self.init(
            // A newer build may know more; the command is carried out all the same.
            reason: ParkingReason(rawValue: name) ?? .headOfLine, topic: topic, offset: offset,
            timestamp: text(Self.prefix + "timestamp").flatMap { Int64($0) }.flatMap { $0 < 0 ? nil : $0 },
            since: since,
            waitsSince: text(Self.prefix + "waits-since").flatMap { RFC3339.milliseconds($0) },
            times: text(Self.prefix + "times").flatMap { Int($0) }.map { min(max($0, 1), 1_000_000) } ?? 1)
    }
}
