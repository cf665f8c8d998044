/// Key and value of a record that was not delivered. An object, so that a delivery stays small.
public final class ReturnedRecord: Sendable {
    /// Nil and empty are two things.
    public let key: [UInt8]?
    public let value: [UInt8]?

    init(key: [UInt8]?, value: [UInt8]?) {
        self.key = key
        self.value = value
    }
}
