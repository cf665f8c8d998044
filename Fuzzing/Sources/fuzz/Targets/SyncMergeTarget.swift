import FeishuTypes
import JSON

/// Bodies of syncs as they are read for merging, and sent with a version.
struct SyncMergeTarget: FuzzTarget {
    let words = JSONWords.all
    private let parser = JSONParser()

    var seeds: [[UInt8]] {
        RepositoryTexts.objects.filter { $0.contains("start_time") }.flatMap { text -> [[UInt8]] in
            var context = ReadingContext(mode: .superset)
            guard let value = try? JSONParser().parse(text), let sync = InstanceSync(reading: value, in: &context)
            else {
                return [Array(text.utf8)]
            }
            var writer = JSONWriter(capacity: 2048)
            sync.write(to: &writer)
            return [writer.bytes()]
        }
    }

    func judge(_ bytes: [UInt8]) {
        guard let value = try? parser.parse(bytes).compacted(), value.object != nil else { return }
        var writer = JSONWriter(capacity: 2048)
        InstanceSync.write(value, version: 1_772_328_600_123, approvalCode: "C0DE", to: &writer)
        guard let sent = try? JSONParser().parse(writer.bytes()) else { fatalError("sent as what is no JSON") }
        require(sent["update_time"]?.stringValue == "1772328600123", "sent without its version")
        require(value["approval_code"] == nil || sent["approval_code"]?.stringValue == "C0DE", "sent without its code")
        let merged = MemoryBound.keep(for: bytes.count) { InstanceSync(exactly: value) }
        guard let merged else { return }
        writer.removeAll()
        merged.write(to: &writer)
        require(writer.string() == value.text, "read for merging, and written otherwise")
    }
}
