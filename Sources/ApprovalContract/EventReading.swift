/// What came of reading a record as an event.
public enum EventReading: Sendable {
    case event(EventEnvelope)
    /// An event whose envelope is wrong, but which says what it is: its `data` can be judged too, so that its sender learns all at
    /// once. What its envelope lacks is empty.
    case flawed(EventEnvelope, Rejection)
    case rejected(Rejection)
}
