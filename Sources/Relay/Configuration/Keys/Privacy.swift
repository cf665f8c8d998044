/// What of a key's value may be shown.
enum Privacy: Sendable, Hashable {
    case open
    /// Nothing.
    case secret
    /// All but the user and password of a URL.
    case address
    /// Values of those properties that librdkafka's names say are no secrets.
    case properties

    /// Whether the environment may name a file that holds the value.
    var takesFile: Bool { self != .open }
}
