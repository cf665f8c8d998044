@testable import ApprovalContract

/// Headers of the parked topic.
struct ParkingTarget: FuzzTarget {
    let words =
        ["reason", "topic", "offset", "timestamp", "since", "waits-since", "times"].map { "#\(Parking.prefix)\($0)=" }
        + ParkingReason.allCases.map(\.rawValue) + ["2026-03-01T09:30:00.000Z", "9223372036854775807", "-1"]

    var seeds: [[UInt8]] {
        let parking = Parking(
            reason: .keyOrder, topic: "approval.commands.instance", offset: 7, timestamp: 1_772_328_600_000,
            since: 1_772_328_600_001,
            waitsSince: 1_772_328_600_002, times: 3)
        let headers = parking.headers(after: [RecordField("traceparent", text: "x")])
        return [headers, Array(headers.dropLast(2))].map {
            Array($0.map { "#\($0.name)=\($0.text ?? "")" }.joined(separator: "\n").utf8)
        }
    }

    func judge(_ bytes: [UInt8]) {
        let fields = HeadedInput(bytes).head.map { RecordField($0.name, $0.value[...]) }
        func read(_ fields: [RecordField]) throws(ContractError) -> Parking {
            try Parking { name in fields.last { $0.name == name }?.text }
        }
        let parking: Parking
        do throws(ContractError) {
            parking = try read(fields)
        } catch {
            require(!error.message.isEmpty && error.message.unicodeScalars.count <= 400, "\(error)")
            return
        }
        let headers = parking.headers(after: fields)
        let again = try? read(headers)
        require(
            again?.offset == parking.offset && again?.topic == parking.topic && again?.times == parking.times,
            "read otherwise")
        require(again?.timestamp == parking.timestamp && again?.reason == parking.reason, "read otherwise")
        require(
            Parking.originalHeaders(headers) == Parking.originalHeaders(fields), "other headers of the command's own")
    }
}
