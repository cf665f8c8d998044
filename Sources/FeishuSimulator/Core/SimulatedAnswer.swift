/// What the core decided; the shell sends it.
struct SimulatedAnswer {
    /// What happens to the connection.
    enum Connection: Sendable, Hashable {
        case normal
        /// A TCP reset instead of an answer.
        case reset
        /// Closed without an answer.
        case close
        /// The header promises the whole body, half of it is sent, then the connection closes.
        case truncate
        /// Nothing is ever sent; the client's timeout ends it.
        case stall
    }

    var status: Int
    var contentType: String = Self.json
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]
    var connection = Connection.normal
    /// Microseconds to wait before the answer is sent.
    var delay: Int64 = 0
    /// What the journal holds of this call, for the observer; nil for control calls.
    var entry: JournalEntry?

    static let json = "application/json; charset=utf-8"
    static let text = "text/plain; charset=utf-8"
    static let html = "text/html; charset=utf-8"

    static func plain(_ status: Int, _ text: String) -> SimulatedAnswer {
        SimulatedAnswer(status: status, contentType: Self.text, body: Array(text.utf8))
    }
}
