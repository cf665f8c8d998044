import ApprovalContract
import JSON
import ScheduleSupport
import Testing

@testable import Delivery

struct ReceiptBookTests {
    /// With room for so few ready ones that each look-up makes another give way.
    @Test func agreesWithADictionaryOfReceipts() {
        let parser = JSONParser()
        Schedules.check { seed, random in
            let model = Model(ReceiptBook(readyLimit: 1 + Int(seed % 4), parser: parser), parser)
            for _ in 0..<(4 + random.below(16)) {
                if let problem = model.step(&random) { return problem }
            }
            return model.compareAll()
        }
    }

    private final class Model {
        let book: ReceiptBook<Int>
        let parser: JSONParser
        var naive: [Int: (claim: String, receipts: [Int: Receipt])] = [:]
        var writer = JSONWriter()
        /// The last two are one to Swift's strings, and two to Kafka.
        static let keys = ["app:1", "app:2", "8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ", "app:é", "app:e\u{301}"]
        var clock: Int64 = 0

        init(_ book: ReceiptBook<Int>, _ parser: JSONParser) {
            self.book = book
            self.parser = parser
        }

        func step(_ random: inout SeededGenerator) -> String? {
            let (partition, key) = (random.below(2), random.below(Self.keys.count))
            clock += 1
            switch random.below(14) {
            case 0, 1:
                let (claim, found) = ("p.\(clock)", some(&random))
                book.install(partition, archive(found), claim: claim)
                naive[partition] = (claim, found)
            case 2:
                let (claim, found) = ("p.\(clock)", some(&random))
                let removed = Set((0..<2).map { _ in random.below(Self.keys.count) }).subtracting(found.keys)
                book.renew(
                    partition, with: archive(found), removing: removed.map { Array(Self.keys[$0].utf8) }, claim: claim)
                var known = naive[partition]?.receipts ?? [:]
                for key in removed { known[key] = nil }
                naive[partition] = (claim, known.merging(found) { $1 })
            case 3:
                book.remove(partition, Self.keys[key])
                naive[partition]?.receipts[key] = nil
            case 4:
                guard random.one(in: 3) else { break }
                book.drop(partition)
                naive[partition] = nil
            case 5, 6: return differs(partition, key)
            case 7: return old(partition, &random)
            default: return change(partition, key, &random)
            }
            return book.claim(of: partition) == naive[partition]?.claim ? nil : "another claim"
        }

        /// What a command does: its outcome, its card, or the send that it begins.
        func change(_ partition: Int, _ key: Int, _ random: inout SeededGenerator) -> String? {
            guard let claim = naive[partition]?.claim else {
                return book.own(partition, Self.keys[key]) == nil ? nil : "owns what it doesn't have"
            }
            guard let packed = book.own(partition, Self.keys[key]) else { return "doesn't own what it has" }
            var plain = naive[partition]?.receipts[key] ?? Receipt(incarnation: claim)
            switch random.below(4) {
            case 0:
                plain.set(Card(messageID: "m\(clock)", template: "1008", sentAt: clock), slot: "s\(clock % 2)")
                packed.set(Card(messageID: "m\(clock)", template: "1008", sentAt: clock), slot: "s\(clock % 2)")
            case 1:
                plain.attempt = SendAttempt(commandID: "a\(clock)", at: clock)
                packed.attempt = plain.attempt
            default:
                let entry = ReceiptEntry(commandID: "c\(clock)", outcome: .applied, completed: clock)
                plain.record(entry, offset: clock)
                packed.record(entry, offset: clock, writer: &writer)
            }
            plain.incarnation = claim
            naive[partition]?.receipts[key] = plain
            return packed.receipt(parser: parser) == plain ? nil : "\(Self.keys[key]) is not what was known of it"
        }

        func differs(_ partition: Int, _ key: Int) -> String? {
            var found = book.find(partition, Self.keys[key])?.receipt(parser: parser)
            var expected = naive[partition]?.receipts[key]
            found?.incarnation = ""
            expected?.incarnation = ""
            return found == expected ? nil : "\(partition)/\(Self.keys[key]): \(String(describing: found))"
        }

        func compareAll() -> String? {
            for partition in 0..<2 {
                for key in Self.keys.indices { if let problem = differs(partition, key) { return problem } }
            }
            let count = naive.values.reduce(0) { $0 + $1.receipts.count }
            return book.count == count ? nil : "counts \(book.count) of \(count)"
        }

        func old(_ partition: Int, _ random: inout SeededGenerator) -> String? {
            let (time, limit) = (Int64(random.below(20)), random.below(5))
            let found = book.keys(in: partition, untouchedSince: time, limit: limit)
            let expected = (naive[partition]?.receipts ?? [:]).filter {
                max($0.value.entries.last?.completed ?? 0, $0.value.attempt?.at ?? 0) < time
            }.map { Array(Self.keys[$0.key].utf8) }
            let isRight =
                found.count == min(limit, expected.count) && found.allSatisfy { expected.contains(Array($0.utf8)) }
            return isRight ? nil : "\(found) are old, not \(expected.count)"
        }

        private func some(_ random: inout SeededGenerator) -> [Int: Receipt] {
            var found: [Int: Receipt] = [:]
            for _ in 0..<random.below(3) {
                let entry = ReceiptEntry(commandID: "r\(clock)", outcome: .unchanged, completed: clock)
                found[random.below(Self.keys.count)] = Receipt(incarnation: "", doneThrough: clock, entries: [entry])
            }
            return found
        }

        private func archive(_ receipts: [Int: Receipt]) -> ReceiptArchive {
            var archive = ReceiptArchive()
            for (key, receipt) in receipts {
                archive.set(CompactReceipt.encode(receipt, key: Self.keys[key].utf8), for: Self.keys[key].utf8)
            }
            return archive
        }
    }
}
