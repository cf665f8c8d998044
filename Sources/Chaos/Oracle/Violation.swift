/// One thing that must not be, and where to look.
public struct Violation: Sendable {
    public var kind: ViolationKind
    public var text: String
    public var commandID: String?
    public var eventID: String?

    public init(_ kind: ViolationKind, _ text: String, commandID: String? = nil, eventID: String? = nil) {
        self.kind = kind
        self.text = text
        self.commandID = commandID
        self.eventID = eventID
    }
}
