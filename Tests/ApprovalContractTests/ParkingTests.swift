import ScheduleSupport
import Testing

@testable import ApprovalContract

struct ParkingTests {
    private func read(_ headers: [RecordField]) throws(ContractError) -> Parking {
        try Parking(reading: { name in headers.last { $0.name == name }?.text })
    }

    @Test func readsWhatItWritesAndKeepsTheCommandsOwnHeaders() {
        Schedules.check(2000) { _, random in
            func time() -> Int64 { Int64(random.below(2_000_000_000)) * 1000 }
            let original = [
                RecordField("traceparent", text: "00-1"), RecordField("empty", nil),
                RecordField("traceparent", text: "00-2"),
            ]
            var parking = Parking(
                reason: ParkingReason.allCases[random.below(ParkingReason.allCases.count)],
                topic: "lane.\(random.below(9))",
                offset: Int64(random.below(.max)), timestamp: random.one(in: 4) ? nil : time(), since: time(),
                waitsSince: random.one(in: 2) ? nil : time(), times: 1 + random.below(1000))
            var headers = parking.headers(after: original)
            if (try? read(headers)) != parking { return "\(parking)" }
            // Again: one set of ours.
            parking.times += 1
            headers = parking.headers(after: headers)
            if (try? read(headers)) != parking { return "again: \(parking)" }
            return Parking.originalHeaders(headers) == original ? nil : "the command's own: \(headers)"
        }
    }

    @Test(arguments: [
        ("topic", nil, "approval-parked-topic"), ("topic", "", "a topic"),
        ("topic", String(repeating: "t", count: 250), "a topic"), ("offset", nil, "approval-parked-offset"),
        ("offset", "-1", "an offset"), ("offset", "9223372036854775808", "\"9223372036854775808\""),
        ("since", "yesterday", "an RFC 3339 time"),
    ])
    func saysWhatIsWrong(_ name: String, _ value: String?, _ expected: String) {
        let parking = Parking(
            reason: .held, topic: "lane", offset: 7, timestamp: nil, since: 0, waitsSince: nil, times: 1)
        var headers = parking.headers(after: []).filter { $0.name != "approval-parked-" + name }
        if let value { headers.append(RecordField("approval-parked-" + name, text: value)) }
        let error = #expect(throws: ContractError.self) { try read(headers) }
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
    }

    @Test func whatANewerBuildSaysIsReadAsFarAsItIsKnown() throws {
        var headers = Parking(
            reason: .held, topic: "lane", offset: 7, timestamp: 5, since: 0, waitsSince: 9, times: 3
        ).headers(after: []).filter { $0.name != "approval-parked-reason" && $0.name != "approval-parked-times" }
        headers.append(RecordField("approval-parked-reason", text: "a_new_reason"))
        headers.append(RecordField("approval-parked-times", text: "99999999999"))
        let parking = try read(headers)
        #expect(parking.reason == .headOfLine && parking.times == 1_000_000 && parking.offset == 7)
    }
}
