import ApprovalContract
import Delivery
import JSON
import Kafka

@testable import Relay

/// A compacted partition of receipts of a few keys; a receipt is one number.
struct ReceiptLog {
    struct Record {
        var offset: Int64
        /// `nil` for a claim's record.
        var key: Int?
        var claim: String
        /// `nil` for a tombstone; a claim's is 0.
        var value: Int?
        /// The same in bytes, where schedules are read by them.
        var bytes: ConsumerRecord?
    }

    /// What a reading finds, in numbers.
    struct Findings {
        var known: [Int?]
        var isIgnored: [Bool]
        /// In the order of the log.
        var claims: [String] = []
    }

    static let keyCount = 3
    private static let names = (0..<keyCount).map { Array("app:\($0)".utf8) }

    private(set) var records: [Record] = []
    private(set) var end: Int64 = 0
    let isOfBytes: Bool
    private let parser: JSONParser

    init(isOfBytes: Bool, parser: JSONParser) {
        self.isOfBytes = isOfBytes
        self.parser = parser
    }

    mutating func append(key: Int?, claim: String, value: Int?) -> Int64 {
        defer { end += 1 }
        let bytes = isOfBytes ? Self.bytes(end, key, claim, value) : nil
        records.append(Record(offset: end, key: key, claim: claim, value: value, bytes: bytes))
        return end
    }

    private static func bytes(_ offset: Int64, _ key: Int?, _ claim: String, _ value: Int?) -> ConsumerRecord {
        var writer = JSONWriter(capacity: 128)
        var headers: [RecordHeader] = []
        if value == nil {
            if key != nil { headers = [RecordHeader(name: ReceiptClaim.header, text: claim)] }
        } else if key == nil {
            ReceiptClaim(id: claim, at: 0).write(to: &writer)
        } else {
            Receipt(incarnation: claim, doneThrough: Int64(value ?? 0)).write(to: &writer)
        }
        return ConsumerRecord(
            topic: "r", offset: offset, key: key.map { names[$0] } ?? Array(ReceiptClaim(id: claim, at: 0).key.utf8),
            value: value == nil ? nil : writer.bytes(), headers: headers)
    }

    /// Reads a range, going on from what is known before it.
    func read(_ range: Range<Int64>, claim: String?, known: [Int?]) -> Findings {
        isOfBytes ? readBytes(range, claim, known) : readByRule(range, claim, known)
    }

    private func readByRule(_ range: Range<Int64>, _ claim: String?, _ known: [Int?]) -> Findings {
        var rule = ReceiptRule(claim: claim)
        var found = Findings(known: known, isIgnored: Array(repeating: false, count: Self.keyCount))
        for record in records where record.offset >= range.lowerBound && record.offset < range.upperBound {
            if let key = record.key {
                if rule.counts(record.claim) { found.known[key] = record.value } else { found.isIgnored[key] = true }
            } else if record.value != nil {
                rule.claimed(by: record.claim)
                found.claims.append(record.claim)
            }
        }
        return found
    }

    private func readBytes(_ range: Range<Int64>, _ claim: String?, _ known: [Int?]) -> Findings {
        var findings = ReceiptFindings(claim: claim)
        for record in records where record.offset >= range.lowerBound && record.offset < range.upperBound {
            if let bytes = record.bytes { findings.take(bytes, parser: parser) }
        }
        var found = Findings(known: known, isIgnored: Self.names.map(findings.ignored.contains))
        found.claims = findings.claims
        for (key, name) in Self.names.enumerated() {
            if findings.removed.contains(name) { found.known[key] = nil }
            if let bytes = findings.archive.find(name) {
                found.known[key] = CompactReceipt.decode(bytes).map { Int($0.doneThrough) }
            }
        }
        return found
    }

    /// Keeps the last record of each key below an offset, and of what is removed its tombstone, or not even that.
    mutating func compact(below point: Int64, dropsTombstones: Bool) {
        var last: [Int64] = Array(repeating: -1, count: Self.keyCount)
        var lastClaims: [String: Int64] = [:]
        for record in records where record.offset < point {
            if let key = record.key { last[key] = record.offset } else { lastClaims[record.claim] = record.offset }
        }
        records.removeAll { record in
            guard record.offset < point else { return false }
            if dropsTombstones, record.value == nil { return true }
            return record.offset < record.key.map { last[$0] } ?? lastClaims[record.claim] ?? -1
        }
    }
}
