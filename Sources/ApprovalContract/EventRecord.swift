/// A Kafka record as the contract sees it: bytes, and where they came from.
public struct EventRecord: Sendable {
    public var origin: EventOrigin
    public var key: ArraySlice<UInt8>?
    public var value: ArraySlice<UInt8>?
    public var headers: [RecordField]

    public init(
        origin: EventOrigin, key: ArraySlice<UInt8>?, value: ArraySlice<UInt8>?, headers: [RecordField] = []
    ) {
        self.origin = origin
        self.key = key
        self.value = value
        self.headers = headers
    }

    /// The last header of that name, as Kafka's clients read repeated headers.
    public func header(_ name: String) -> ArraySlice<UInt8>? {
        for field in headers.reversed() where field.name == name { return field.value }
        return nil
    }
}
