/// A header of a Kafka record. `nil` and empty differ on the wire and are kept apart.
public struct RecordField: Sendable, Hashable {
    public var name: String
    public var value: ArraySlice<UInt8>?

    public init(_ name: String, _ value: ArraySlice<UInt8>?) {
        self.name = name
        self.value = value
    }

    public init(_ name: String, text: String) {
        self.init(name, ArraySlice(text.utf8))
    }

    /// The value as text; bytes that are no UTF-8 are replaced.
    public var text: String? {
        value.map { String(decoding: $0, as: UTF8.self) }
    }
}
