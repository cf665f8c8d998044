/// A header of a record that is to be written. A nil value and an empty one are two things to Kafka.
public struct RecordHeader: Sendable, Hashable {
    public var name: String
    public var value: [UInt8]?

    public init(name: String, value: [UInt8]?) {
        self.name = name
        self.value = value
    }

    /// A header whose value is text.
    public init(name: String, text: String) {
        self.init(name: name, value: Array(text.utf8))
    }
}
