/// A kind of command, with its own topics and order.
public enum Lane: String, Sendable, Hashable, CaseIterable {
    case definition
    case instance
    case message
}
