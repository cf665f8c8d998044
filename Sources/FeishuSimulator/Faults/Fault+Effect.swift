extension Fault.Effect {
    /// The name in the control API and in the journal.
    public var name: String {
        switch self {
        case .answer: "answer"
        case .none: "none"
        case .reset: "reset"
        case .close: "close"
        case .truncate: "truncate"
        case .html: "html"
        case .contentType: "content_type"
        case .malformedBody: "malformed_body"
        case .emptyBody: "empty_body"
        case .stall: "stall"
        }
    }

    static let names = [
        "answer", "none", "reset", "close", "truncate", "html", "content_type", "malformed_body", "empty_body", "stall",
    ]

    /// Whether the fault needs an ordinary answer to work on, so that the call is applied whatever `moment` says.
    var needsAnswer: Bool {
        switch self {
        case .none, .contentType, .malformedBody, .truncate: true
        default: false
        }
    }
}
