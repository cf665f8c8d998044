/// The newest calls, in a ring that grows up to its capacity.
struct Journal {
    /// A call without its sequence number, which follows from its place; the ids share one allocation.
    private struct Record {
        var receivedAt: SimulatorInstant
        var answeredAt: SimulatorInstant?
        var code: Int64
        var version: Int64?
        var keys: PackedStrings
        var app: String
        var fault: String?
        var status: Int32
        var droppedEntities: Int32
        var api: SimulatedAPI
        var outcome: JournalOutcome
    }

    private var records: [Record] = []
    /// Where the oldest record is, once the ring is full.
    private var oldest = 0
    private(set) var nextSequence: UInt64 = 1
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = min(max(1, capacity), 10_000_000)
    }

    var count: Int { records.count }

    mutating func append(_ entry: JournalEntry) {
        let keys = entry.keys
        let strings = [keys.approvalCode, keys.instanceID, keys.uuid, keys.recipient, keys.messageID, keys.requestID]
        let record = Record(
            receivedAt: entry.receivedAt, answeredAt: entry.answeredAt, code: entry.code, version: keys.version,
            keys: PackedStrings(strings + keys.taskIDs.map { $0 }), app: entry.app, fault: entry.fault,
            status: Int32(clamping: entry.status), droppedEntities: Int32(clamping: entry.droppedEntities),
            api: entry.api, outcome: entry.outcome)
        if records.count < capacity {
            records.append(record)
        } else {
            records[oldest] = record
            oldest = (oldest + 1) % capacity
        }
        nextSequence += 1
    }

    mutating func removeAll() {
        records = []
        oldest = 0
    }

    /// The calls after a sequence number, oldest first. A gap after `after` means that the ring has moved past it.
    func entries(after: UInt64, limit: Int, where matches: (JournalEntry) -> Bool = { _ in true }) -> [JournalEntry] {
        let first = nextSequence - UInt64(records.count)
        var found: [JournalEntry] = []
        let skipped = after >= first ? after - first + 1 : 0
        guard skipped < UInt64(records.count) else { return [] }
        for position in Int(skipped)..<records.count {
            guard found.count < limit else { break }
            let record = records[(oldest + position) % records.count]
            let entry = Self.entry(record, sequence: first + UInt64(position))
            if matches(entry) { found.append(entry) }
        }
        return found
    }

    private static func entry(_ record: Record, sequence: UInt64) -> JournalEntry {
        var keys = CallKeys()
        keys.approvalCode = record.keys[0]
        keys.instanceID = record.keys[1]
        keys.uuid = record.keys[2]
        keys.recipient = record.keys[3]
        keys.messageID = record.keys[4]
        keys.requestID = record.keys[5]
        keys.taskIDs = (6..<16).compactMap { record.keys[$0] }
        keys.version = record.version
        return JournalEntry(
            sequence: sequence, receivedAt: record.receivedAt, answeredAt: record.answeredAt, api: record.api,
            app: record.app, keys: keys, outcome: record.outcome, droppedEntities: Int(record.droppedEntities),
            status: Int(record.status), code: record.code, fault: record.fault)
    }
}
