/// Which event a command or a result came of.
public struct EventReference: Sendable, Hashable {
    /// `nil` for an event that could not be read so far.
    public var id: String?
    public var source: String?
    public var type: String?
    public var origin: EventOrigin
    /// The event's own time in epoch milliseconds: its `time`, else the record's timestamp.
    public var time: Int64?

    public init(id: String?, source: String?, type: String?, origin: EventOrigin, time: Int64?) {
        self.id = id
        self.source = source
        self.type = type
        self.origin = origin
        self.time = time
    }
}
