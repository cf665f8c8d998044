public import JSON

/// A record of a receipts topic.
public struct ObservedReceipt: Sendable {
    public enum Content: Sendable {
        /// A process says that the partition is its own from here on.
        case claim(String)
        case receipt(Body)
        /// The key is forgotten.
        case tombstone(claim: String?)
    }

    /// What is known of a key.
    public struct Body: Sendable {
        /// Under which claim it was written; of an older build the plain incarnation.
        public var claim: String
        /// The offset of the lane that the key is done through.
        public var through: Int64
        public var commands: [(id: String, outcome: String)]
        public var cards: [(slot: String, messageID: String)]
        /// Of the commands that were superseded.
        public var carriers: [(id: String, by: String)]

        public init(
            claim: String, through: Int64, commands: [(id: String, outcome: String)] = [],
            cards: [(slot: String, messageID: String)] = [], carriers: [(id: String, by: String)] = []
        ) {
            self.claim = claim
            self.through = through
            self.commands = commands
            self.cards = cards
            self.carriers = carriers
        }
    }

    public var lane: Lane
    public var partition: Int32
    public var offset: Int64
    /// Epoch milliseconds, the broker's.
    public var appendedAt: Int64
    /// The record's key.
    public var key: String
    public var content: Content

    public init(
        lane: Lane, partition: Int32, offset: Int64, appendedAt: Int64, key: String, content: Content
    ) {
        self.lane = lane
        self.partition = partition
        self.offset = offset
        self.appendedAt = appendedAt
        self.key = key
        self.content = content
    }

    static let claimPrefix = "#claim/"

    /// - Parameters:
    ///   - json: nil for a record without a value.
    ///   - claimHeader: of a tombstone.
    /// Nil for what is neither claim, receipt nor tombstone.
    public init?(
        key: String, json: JSONValue?, claimHeader: String?, lane: Lane, place: RecordPlace, appendedAt: Int64
    ) {
        let content: Content
        if key.hasPrefix(Self.claimPrefix) {
            // A claim that is forgotten stays in force until the next one.
            guard json != nil else { return nil }
            content = .claim(String(key.dropFirst(Self.claimPrefix.count)))
        } else if let json {
            guard let claim = json["incarnation"]?.stringValue, let through = json["through"]?.int64 else { return nil }
            var body = Body(claim: claim, through: through)
            body.commands =
                json["commands"]?.array?.compactMap { entry in
                    guard let id = entry["id"]?.stringValue, let outcome = entry["outcome"]?.stringValue else {
                        return nil
                    }
                    return (id, outcome)
                } ?? []
            body.carriers =
                json["commands"]?.array?.compactMap { entry in
                    guard let id = entry["id"]?.stringValue, entry["outcome"]?.stringValue == "superseded" else {
                        return nil
                    }
                    return (id, entry["superseded_by"]?.stringValue ?? "nothing")
                } ?? []
            body.cards =
                json["cards"]?.array?.compactMap { card in
                    guard let slot = card["slot"]?.stringValue, let id = card["message_id"]?.stringValue else {
                        return nil
                    }
                    return (slot, id)
                } ?? []
            content = .receipt(body)
        } else {
            content = .tombstone(claim: claimHeader)
        }
        self.init(
            lane: lane, partition: place.partition, offset: place.offset, appendedAt: appendedAt, key: key,
            content: content)
    }
}
