/// An event of the load, and what has to come of it.
public struct PlannedEvent: Sendable {
    /// What kind of record it is.
    public enum Content: Sendable, Hashable {
        case commands([PlannedCommand])
        /// Rejected at once, for this reason. One that can't be read has no id that an answer could name.
        case rejected(reason: String)
    }

    /// Counted from 0 in the order of publishing. An event that is published again keeps its number.
    public var number: Int
    /// Empty for a record that isn't an event.
    public var id: String
    /// The record's key and the approval's.
    public var key: String
    public var value: [UInt8]
    public var content: Content
    /// For the history.
    public var summary: String

    public init(number: Int, id: String, key: String, value: [UInt8], content: Content, summary: String) {
        self.number = number
        self.id = id
        self.key = key
        self.value = value
        self.content = content
        self.summary = summary
    }
}
