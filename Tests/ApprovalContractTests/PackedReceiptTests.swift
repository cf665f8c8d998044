import JSON
import ScheduleSupport
import Testing

@testable import ApprovalContract

struct PackedReceiptTests {
    /// The same history in a packed receipt and in a plain one; now and then it goes through JSON, as after a restart, or through
    /// fewer bytes, as when it makes room.
    @Test func writesAndAnswersWhatAPlainReceiptDoes() {
        let parser = JSONParser()
        var writer = JSONWriter()
        var buffer = JSONWriter()
        Schedules.check { seed, random in
            var plain = Receipt(incarnation: "i.1")
            var packed = PackedReceipt(incarnation: "i.1")
            for _ in 0..<(seed % 100 == 0 ? 45 : 1 + random.below(5)) {
                switch random.below(11) {
                case 0..<4:
                    let entry = RandomReceipt.entry(&random)
                    let offset = Int64(random.below(100))
                    let origin: ReceiptOrigin? =
                        random.one(in: 3)
                        ? nil
                        : ReceiptOrigin(
                            place: .random(in: 0..<6, using: &random), offset: .random(in: 0..<50, using: &random),
                            index: .random(in: 0..<3, using: &random), at: .random(in: 0..<50, using: &random))
                    let group = random.one(in: 4) ? random.below(150) : 1
                    plain.record(entry, offset: offset, origin: origin, group: group)
                    packed.record(entry, offset: offset, origin: origin, group: group, writer: &buffer)
                case 4:
                    let card = RandomReceipt.card(&random)
                    let slot = "task:\(random.below(3))"
                    plain.set(card, slot: slot)
                    packed.set(card, slot: slot)
                case 5:
                    plain.attempt = RandomReceipt.attempt(&random)
                    packed.attempt = plain.attempt
                case 6:
                    plain.approvalCode = RandomReceipt.text(&random)
                    packed.approvalCode = plain.approvalCode
                    plain.quickApproval = Bool.random(using: &random) ? Array("{\"a\":1}".utf8) : nil
                    packed.quickApproval = plain.quickApproval
                case 7:
                    plain.sync = RandomReceipt.mark(&random)
                    packed.sync = plain.sync
                case 8:
                    plain.retry = RandomReceipt.retry(&random)
                    packed.retry = plain.retry
                case 9:
                    // The outcome of the command that failed.
                    var entry = RandomReceipt.entry(&random)
                    if let id = plain.retry?.commandID { entry.commandID = id }
                    plain.record(entry, offset: 0)
                    packed.record(entry, offset: 0, writer: &buffer)
                    if plain.retry != nil || packed.retry != nil { return "failures outlive their command" }
                default:
                    let isInMemory = random.one(in: 2)
                    writer.removeAll()
                    packed.write(to: &writer)
                    let read =
                        isInMemory
                        ? CompactReceipt.decode(CompactReceipt.encode(packed.receipt(parser: parser), key: []))
                        : (try? parser.parse(writer.bytes())).flatMap { try? Receipt(reading: $0) }
                    guard let read else { return "what it wrote can't be read" }
                    packed = PackedReceipt(read, writer: &buffer)
                }
            }
            writer.removeAll()
            plain.write(to: &writer)
            let expected = writer.bytes()
            writer.removeAll()
            packed.write(to: &writer)
            if writer.bytes() != expected { return "another JSON" }
            if packed.receipt(parser: parser) != plain { return "another receipt" }
            let id = plain.entries.isEmpty ? "never" : plain.entries[random.below(plain.entries.count)].commandID
            // Byte for byte: ids are hashes.
            let entry = plain.entries.last { $0.commandID.utf8.elementsEqual(id.utf8) }
            if packed.entry(id, parser: parser) != entry { return "another answer to \(id)" }
            return packed.card("task:1") == plain.card("task:1") ? nil : "another card"
        }
    }
}
