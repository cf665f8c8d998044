import ApprovalContract
import ScheduleSupport
import Testing

@testable import Delivery

struct ReceiptArchiveTests {
    /// Two texts with one FNV-1a hash; with one more character at the end of both they have one again.
    private static let keys: [[UInt8]] =
        [
            "8yn0iYCKYHlIj4-BwPqk", "8yn0iYCKYHlIj4-BwPqka", "8yn0iYCKYHlIj4-BwPqkb", "GReLUrM4wMqfg9yzV3KQ",
            "GReLUrM4wMqfg9yzV3KQa", "GReLUrM4wMqfg9yzV3KQb", "plain", "",
        ].map { Array($0.utf8) } + [[0xFF, 0x00]]

    @Test func agreesWithADictionaryThoughKeysHaveOneHash() {
        // Twelve receipts of each key, touched at 0 to 11.
        let made = Self.keys.map { key in
            (0..<12).map { time in
                CompactReceipt.encode(
                    Receipt(
                        incarnation: "", entries: [ReceiptEntry(commandID: "c", outcome: .applied, completed: time)]),
                    key: key)
            }
        }
        Schedules.check { _, random in
            var archive = ReceiptArchive()
            var naive: [Int: Int] = [:]
            for _ in 0..<(3 + random.below(15)) {
                let index = random.below(Self.keys.count)
                switch random.below(8) {
                case 0..<4:
                    let time = random.below(12)
                    archive.set(made[index][time], for: Self.keys[index])
                    naive[index] = time
                case 4..<6:
                    archive.remove(Self.keys[index])
                    naive[index] = nil
                case 6:
                    if archive.find(Self.keys[index]) != naive[index].map({ made[index][$0] }) {
                        return "found another"
                    }
                default:
                    let (limit, time) = (random.below(5), random.below(13))
                    let old = archive.keys(untouchedSince: Int64(time), limit: limit)
                    let expected = naive.filter { $0.value < time }.map { Self.keys[$0.key] }
                    if old.count != min(limit, expected.count) || !old.allSatisfy(expected.contains) {
                        return "other old ones"
                    }
                }
            }
            for index in Self.keys.indices
            where archive.find(Self.keys[index]) != naive[index].map({ made[index][$0] }) { return "kept another" }
            return archive.count == naive.count ? nil : "counts \(archive.count) of \(naive.count)"
        }
    }

    @Test func theKeysHaveOneHashIndeed() {
        func hash(_ key: [UInt8]) -> UInt64 {
            key.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        }
        for index in 0..<3 { #expect(hash(Self.keys[index]) == hash(Self.keys[index + 3])) }
    }
}
