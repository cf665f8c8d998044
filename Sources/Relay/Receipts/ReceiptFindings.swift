import ApprovalContract
import Delivery
import JSON
import Kafka

/// What a stretch of a partition of receipts says, by the rule of claims.
struct ReceiptFindings: Sendable {
    /// The receipts that count.
    private(set) var archive = ReceiptArchive()
    /// Keys whose last word in the stretch is a tombstone that counts.
    private(set) var removed: Set<[UInt8]> = []
    /// Keys of records that don't count: a former owner sent them too late. The owner has to write those keys anew, or compaction would
    /// keep the wrong record.
    private(set) var ignored: Set<[UInt8]> = []
    /// Claims that were met, in their order.
    private(set) var claims: [String] = []
    /// One beyond the last offset that was read.
    private(set) var next: Int64 = 0
    /// Keys whose last word in the stretch that counts is of a newer format.
    private var newer: [[UInt8]: ContractError] = [:]
    /// A receipt of a newer format: this build must not go on with the partition.
    var newerFormat: ContractError? { newer.values.first }
    /// Records that are no receipts; whoever wrote them is not the relay.
    private(set) var unreadable = 0

    private var rule: ReceiptRule
    private let believesAll = ChaosHooks.has(.noClaim)

    init(claim: String?) { rule = ReceiptRule(claim: claim) }

    /// The claim in force at the end.
    var claim: String? { rule.claim }

    mutating func take(_ record: ConsumerRecord, parser: JSONParser) {
        next = record.offset + 1
        guard let key = record.key else {
            unreadable += 1
            return
        }
        if let id = ReceiptClaim.id(inKey: key) {
            // The tombstone of a claim that parts nothing any more.
            guard record.value != nil else { return }
            claims.append(id)
            rule.claimed(by: id)
            return
        }
        guard let value = record.value else {
            let claim = record.headers.text(ReceiptClaim.header)
            guard believesAll || rule.counts(claim) else {
                ignored.insert(Array(key))
                return
            }
            archive.remove(key)
            removed.insert(Array(key))
            if !newer.isEmpty { newer[Array(key)] = nil }
            return
        }
        do throws(ContractError) {
            let json = try Self.parse(value, parser)
            // Before the first claim all count, and nobody has to ask.
            if rule.claim != nil, !believesAll, !rule.counts(json["incarnation"]?.stringValue) {
                ignored.insert(Array(key))
                return
            }
            archive.set(
                try CompactReceipt.encode(json, key: key, omitsAdditions: ChaosHooks.writesPreviousFormat), for: key)
            if !removed.isEmpty { removed.remove(Array(key)) }
            if !newer.isEmpty { newer[Array(key)] = nil }
        } catch {
            if error.code == .newerFormat { newer[Array(key)] = error } else { unreadable += 1 }
        }
    }

    private static func parse(_ value: ArraySlice<UInt8>, _ parser: JSONParser) throws(ContractError) -> JSONValue {
        do {
            return try parser.parse(value)
        } catch {
            throw ContractError(.malformed, "The receipt is no JSON that can be read: \(error).")
        }
    }
}
