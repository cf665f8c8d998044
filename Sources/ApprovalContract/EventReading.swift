/// What came of reading a record as an event.
public enum EventReading: Sendable {
    case event(EventEnvelope)
    case rejected(Rejection)
}
