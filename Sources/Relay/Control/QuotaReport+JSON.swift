import ApprovalContract
import Delivery
import JSON

extension QuotaReport {
    /// Sanity bounds of what another process says.
    private static let maximumCalls: Int64 = 10_000_000
    private static let maximumPartitions = 10_000

    func write(to writer: inout JSONWriter) {
        writer.key("number")
        writer.value(number)
        if isFinal {
            writer.key("final")
            writer.value(true)
        }
        writer.key("partitions")
        writer.beginObject()
        for (lane, owned) in partitions.sorted(by: { $0.key < $1.key }) {
            writer.key(lane.rawValue)
            writer.beginArray()
            for partition in owned.sorted() { writer.value(Int(partition)) }
            writer.endArray()
        }
        writer.endObject()
        Self.write("spent", Self.inOrder(spent), to: &writer) { entry, writer in
            entry.key.write(to: &writer)
            writer.key("by_age")
            writer.beginArray()
            for count in entry.value { writer.value(count) }
            writer.endArray()
        }
        Self.write("wants", Self.inOrder(wants), to: &writer) { entry, writer in
            entry.key.write(to: &writer)
            writer.key("calls")
            writer.value(entry.value)
        }
        Self.write("loans", loans, to: &writer) { loan, writer in
            loan.key.write(to: &writer)
            writer.key("to")
            writer.value(loan.to)
            writer.key("request")
            writer.value(loan.request)
            writer.key("calls")
            writer.value(loan.calls)
        }
    }

    private static func inOrder<Value>(_ entries: [QuotaKey: Value]) -> [(key: QuotaKey, value: Value)] {
        entries.sorted { ($0.key.app, $0.key.api) < ($1.key.app, $1.key.api) }
    }

    /// An array of objects.
    private static func write<Entry>(
        _ name: String, _ entries: [Entry], to writer: inout JSONWriter, _ members: (Entry, inout JSONWriter) -> Void
    ) {
        writer.key(name)
        writer.beginArray()
        for entry in entries {
            writer.beginObject()
            members(entry, &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    /// `nil` for what no process of ours writes.
    init?(reading value: JSONValue) {
        guard let number = value["number"]?.int64, (0...Int64(Int32.max)).contains(number),
            let lanes = value["partitions"]?.object
        else { return nil }
        var partitions: [Lane: [Int32]] = [:]
        for member in lanes {
            guard let lane = Lane(rawValue: String(member.key)), let owned = member.value.array,
                owned.count <= Self.maximumPartitions
            else {
                return nil
            }
            // Each once: what follows weighs them.
            partitions[lane] = Set(owned.compactMap { $0.int64.flatMap { Int32(exactly: $0) } }.filter { $0 >= 0 })
                .sorted()
        }
        self.init(number: Int(number), partitions: partitions, isFinal: value["final"]?.bool ?? false)
        for entry in Self.entries(value["spent"]) {
            guard let key = QuotaKey(reading: entry), let ages = entry["by_age"]?.array else { return nil }
            spent[key] = ages.prefix(Self.ages).map { Self.calls($0) }
        }
        for entry in Self.entries(value["wants"]) {
            guard let key = QuotaKey(reading: entry) else { return nil }
            wants[key] = entry["calls"].map { Self.calls($0) }
        }
        for entry in Self.entries(value["loans"]) {
            guard let key = QuotaKey(reading: entry), let to = entry["to"]?.stringValue,
                let request = entry["request"]?.int64, let calls = entry["calls"]
            else { return nil }
            loans.append(
                QuotaLoan(key: key, to: to, request: Int(clamping: request), calls: Self.calls(calls)))
        }
    }

    private static func entries(_ value: JSONValue?) -> [JSONValue] {
        value?.array.map { Array($0.prefix(maximumKeys)) } ?? []
    }

    private static func calls(_ value: JSONValue) -> Int {
        Int(min(maximumCalls, max(0, value.int64 ?? 0)))
    }
}

extension QuotaKey {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("app")
        writer.value(app)
        writer.key("api")
        writer.value(api)
        writer.key("lane")
        writer.value(lane.rawValue)
    }

    fileprivate init?(reading value: JSONValue) {
        guard let app = value["app"]?.stringValue, app.utf8.count <= 256, let api = value["api"]?.stringValue,
            api.utf8.count <= 256, let lane = value["lane"]?.stringValue.flatMap({ Lane(rawValue: $0) })
        else { return nil }
        self.init(app: app, api: api, lane: lane)
    }
}
