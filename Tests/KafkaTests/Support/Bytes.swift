import Kafka

extension ConsumerRecord {
    var keyBytes: [UInt8]? { bytes(of: key) }
    var valueBytes: [UInt8]? { bytes(of: value) }
}

extension RecordHeaders {
    /// The last header of this name; nil when it is absent or has no value.
    func bytes(_ name: String) -> [UInt8]? {
        guard let value = self[last: name] else { return nil }
        return KafkaTests.bytes(of: value)
    }
}

func bytes(of slice: ArraySlice<UInt8>?) -> [UInt8]? {
    guard let slice else { return nil }
    return [UInt8](slice)
}

func bytes(_ text: String) -> [UInt8] {
    [UInt8](text.utf8)
}
