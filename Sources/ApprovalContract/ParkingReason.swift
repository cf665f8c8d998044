/// Why a command was set aside in the parked topic.
public enum ParkingReason: String, Sendable, Hashable, CaseIterable {
    /// Its app, or its app and API, is held, and as many as are kept wait already.
    case held
    /// It waits for a definition, and as many as are kept wait already.
    case definitionUnknown = "definition_unknown"
    /// Its definition pauses, since Feishu refused too many, and as many as are kept wait already.
    case deadLetterCredit = "dead_letter_credit"
    /// It alone kept its partition from going on.
    case headOfLine = "head_of_line"
    /// An earlier command of its key is parked.
    case keyOrder = "key_order"
}
