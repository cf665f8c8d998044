import JSON

extension EventReference {
    func write(to writer: inout JSONWriter, hasTimes: Bool = true) {
        writer.beginObject()
        writer.nullableMember("id", id)
        writer.nullableMember("source", source)
        writer.nullableMember("type", type)
        writer.key(written: #""topic":"#)
        writer.value(origin.topic)
        writer.key(written: #""partition":"#)
        writer.value(Int(origin.partition))
        writer.key(written: #""offset":"#)
        writer.value(origin.offset)
        if hasTimes {
            writer.member("time", time)
            writer.member("timestamp", origin.timestamp)
        }
        writer.endObject()
    }

    /// `nil` when the object lacks its position.
    init?(reading value: JSONValue) {
        guard let topic = value["topic"]?.stringValue,
            let partition = value["partition"]?.int64.flatMap({ Int32(exactly: $0) }),
            let offset = value["offset"]?.int64
        else { return nil }
        self.init(
            id: value["id"]?.stringValue, source: value["source"]?.stringValue, type: value["type"]?.stringValue,
            origin: EventOrigin(
                topic: topic, partition: partition, offset: offset, timestamp: value["timestamp"]?.int64),
            time: value["time"]?.int64)
    }
}
