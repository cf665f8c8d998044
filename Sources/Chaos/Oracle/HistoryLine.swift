/// One line of an event's history.
struct HistoryLine {
    /// Epoch microseconds.
    var at: Int64
    var who: String
    var text: String
}
