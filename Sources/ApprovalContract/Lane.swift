/// A topic, quota and set of workers of one kind of command. Order per key holds within a lane.
public enum Lane: String, Sendable, Hashable, CaseIterable, Comparable {
    case definition
    case instance
    case message

    public static func < (left: Lane, right: Lane) -> Bool { left.rawValue < right.rawValue }
}
