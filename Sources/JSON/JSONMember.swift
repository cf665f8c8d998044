/// A name and its value in an object.
public struct JSONMember: Sendable {
    public let key: JSONString
    public let value: JSONValue

    @inlinable
    init(key: JSONString, value: JSONValue) {
        self.key = key
        self.value = value
    }
}
