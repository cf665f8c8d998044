import ApprovalContract
import Delivery
import JSON
import ScheduleSupport
import Testing

@testable import Relay

@Suite struct QuotaReportTests {
    private func read(_ text: String, key: String = "quota:p-1") -> ControlEntry? {
        (try? JSONParser().parse(text)).flatMap { ControlEntry(key: key, $0) }
    }

    private func text(_ entry: ControlEntry) -> String {
        var writer = JSONWriter()
        entry.write(to: &writer)
        return String(decoding: writer.bytes(), as: UTF8.self)
    }

    @Test func whatIsWrittenIsRead() {
        Schedules.check(2000) { _, random in
            var report = QuotaReport(number: 1 + random.below(1_000_000), partitions: [:], isFinal: random.one(in: 2))
            for lane in Lane.allCases where random.one(in: 2) {
                report.partitions[lane] = (0..<random.below(5)).map { Int32($0 * 3) }
            }
            for number in 0..<random.below(4) {
                let key = QuotaKey(app: "cli_\(number)/t", api: "instance.sync", lane: .instance)
                report.spent[key] = (0..<random.below(62)).map { _ in random.below(50) }
                if random.one(in: 2) { report.wants[key] = 1 + random.below(100) }
                if random.one(in: 2) {
                    report.loans.append(QuotaLoan(key: key, to: "p-\(number)", request: random.below(99), calls: 3))
                }
            }
            let entry = ControlEntry.quota(incarnation: "p-1", report)
            return read(text(entry), key: entry.key) == entry ? nil : "read otherwise: \(text(entry))"
        }
    }

    /// What no process of ours writes is left alone; numbers beyond all sense are bounded.
    @Test func whatMakesNoSenseIsLeft() throws {
        #expect(read(#"{"v":2,"number":1,"partitions":{}}"#) == nil)
        #expect(read(#"{"v":1,"partitions":{}}"#) == nil)
        #expect(read(#"{"v":1,"number":-1,"partitions":{}}"#) == nil)
        #expect(read(#"{"v":1,"number":1,"partitions":{"nothing":[1]}}"#) == nil)
        #expect(read(#"{"v":1,"number":1,"partitions":[]}"#) == nil)
        #expect(read(#"{"v":1,"number":1,"partitions":{},"spent":[{"app":"a"}]}"#) == nil)
        let far = read(
            #"{"v":1,"number":1,"partitions":{"instance":[-4,3,99999999999,3]},"spent":[{"app":"a","api":"b","lane":"message","by_age":[-3,9223372036854775807]}]}"#
        )
        let key = QuotaKey(app: "a", api: "b", lane: .message)
        #expect(
            far
                == .quota(
                    incarnation: "p-1",
                    QuotaReport(number: 1, partitions: [.instance: [3]], spent: [key: [0, 10_000_000]])))
    }
}
