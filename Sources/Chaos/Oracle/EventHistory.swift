/// All that was seen of one event.
struct EventHistory: Sendable {
    var plan: PlannedEvent
    /// Where it was published; more than once for an event that is repeated.
    var places: [(place: RecordPlace, at: Int64)] = []
    var commandIDs: [String] = []
    /// Answers to the event itself: it was rejected, or asked for nothing.
    var results: [ObservedResult] = []
    var deadLetters: [ObservedDeadLetter] = []

    /// The place that order counts from.
    var firstOffset: Int64 { places.map(\.place.offset).min() ?? .max }
}
