import ScheduleSupport
import Testing

@testable import ApprovalContract

struct CompactReceiptTests {
    @Test func givesBackEveryReceiptThatItTook() {
        Schedules.check { _, random in
            let receipt = RandomReceipt.make(&random)
            let key = Array(RandomReceipt.text(&random).utf8)
            let bytes = CompactReceipt.encode(receipt, key: key)
            guard let read = CompactReceipt.decode(bytes) else { return "its own bytes are refused" }
            // Equal texts may differ in bytes: those are compared by the second encoding.
            guard read == receipt, CompactReceipt.encode(read, key: key) == bytes else {
                return "\(read), not \(receipt)"
            }
            guard CompactReceipt.hasKey(bytes, key), !CompactReceipt.hasKey(bytes, key + [0]),
                CompactReceipt.key(of: bytes).elementsEqual(key)
            else { return "the key is not found again" }
            let touched = max(
                receipt.entries.last?.completed ?? 0, receipt.attempt?.at ?? 0, receipt.retry?.firstFailedAt ?? 0)
            return CompactReceipt.lastTouched(bytes) == touched ? nil : "touched at another time"
        }
    }

    /// Whatever the bytes: a receipt or none, and never an end of the process.
    @Test func damagedBytesNeverTrap() {
        Schedules.check { seed, random in
            var bytes: [UInt8]
            if seed % 4 == 0 {
                bytes = (0..<random.below(60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            } else {
                bytes = CompactReceipt.encode(RandomReceipt.make(&random), key: "app:1".utf8)
                for _ in 0..<(1 + random.below(3)) {
                    let index = random.below(bytes.count)
                    switch random.below(4) {
                    case 0: bytes.removeLast(random.below(bytes.count - index))
                    case 1: bytes[index] ^= 1 << UInt8(random.below(8))
                    case 2: bytes[index] = UInt8(random.below(20))
                    default:
                        // The greatest numbers and counts.
                        let huge = [UInt8](repeating: 0xFF, count: 9) + [UInt8(random.below(128))]
                        bytes.replaceSubrange(index..<min(bytes.count, index + 1), with: huge)
                    }
                }
            }
            _ = CompactReceipt.lastTouched(bytes)
            _ = CompactReceipt.hasKey(bytes, "app:1".utf8)
            let key = CompactReceipt.key(of: bytes)
            guard let read = CompactReceipt.decode(bytes) else { return nil }
            // What it takes for a receipt is one.
            return CompactReceipt.decode(CompactReceipt.encode(read, key: key)) == read ? nil : "no receipt was read"
        }
    }

    @Test func aLengthThatNoArrayHasIsRefused() {
        // Key, time, version, then an incarnation of so many hexadecimal digits.
        let bytes: [UInt8] = [0, 0, 2, 2] + [UInt8](repeating: 0xFF, count: 9) + [1]
        #expect(CompactReceipt.decode(bytes) == nil)
    }

    @Test func takesAThirdOfTheJSONOfAnOrdinaryReceipt() {
        var receipt = Receipt(incarnation: "", doneThrough: 4182)
        for index in Int64(0)..<4 {
            let entry = ReceiptEntry(
                commandID: "7tnRQ2CYkJigql3r66fDvQIUd-WNn1x\(index)", outcome: .applied,
                feishu: FeishuVerdict(
                    httpStatus: 200, code: 0, message: "success", logID: "202606041234567890ABCDEF01234567"),
                messageID: "7690215892004654266", attempts: 1, called: 1_772_328_600_123, completed: 1_772_328_600_223)
            receipt.record(entry, offset: 4182)
        }
        for task in 0..<3 {
            receipt.set(
                Card(messageID: "7690215892004654266", template: "1008", sentAt: 1_772_328_600_123),
                slot: "task:T\(task)")
        }
        #expect(CompactReceipt.encode(receipt, key: "default:instance-1".utf8).count <= 400)
    }
}
