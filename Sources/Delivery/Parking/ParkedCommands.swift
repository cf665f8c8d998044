/// Which commands of a partition are set aside in the parked topic, so that none of their key overtakes them.
///
/// A command is known by its key and its offset in the lane, which say its place in the key's order wherever its record stands: it may be
/// written to the parked topic several times, and be read again from the lane after a crash. Of a key's parked commands only the lowest is
/// taken from the parked topic; what comes of a key from the lane while a lower one is parked, or taken from there and not done, follows it:
/// it would wait behind that one, and take up room in the lane. Pure.
public struct ParkedCommands<Key: Hashable> {
    /// What is to be done with a command's record.
    public enum Turn: Sendable, Hashable {
        /// It joins its key's line.
        case take
        /// It goes to the end of the parked topic: another of its key comes first.
        case follow
        /// It stands elsewhere too, parked or taken: this record of it is done.
        case repeated
        /// The lane isn't read so far yet: a lower one of its key may come from there. It is asked about again.
        case wait
    }

    private struct State {
        /// Written to the parked topic and not taken from it.
        var written = AscendingOffsets()
        /// Taken from the parked topic and not done.
        var taken: Set<Int64> = []

        var isEmpty: Bool { written.isEmpty && taken.isEmpty }
    }

    private var states: [Key: State] = [:]
    /// Commands that are parked or taken.
    public private(set) var count = 0

    public init() {}

    public var isEmpty: Bool { states.isEmpty }

    /// The command is being written to the parked topic, for the first time or again; or stands there when the partition is taken up.
    public mutating func parked(_ key: Key, _ offset: Int64) {
        if states[key, default: State()].taken.remove(offset) != nil { count -= 1 }
        if states[key]?.written.insert(offset) == true { count += 1 }
    }

    /// A record was read from the lane.
    public func turn(ofLane key: Key, _ offset: Int64) -> Turn {
        guard let state = states[key] else { return .take }
        if state.taken.contains(offset) || state.written.contains(offset) { return .repeated }
        if let first = state.written.first, first < offset { return .follow }
        return state.taken.contains { $0 < offset } ? .follow : .take
    }

    /// A record was read from the parked topic. One that isn't known was written by a former owner too late.
    ///
    /// - Parameter laneEnd: below which all of the lane was read or is done.
    public mutating func turn(ofParked key: Key, _ offset: Int64, laneEnd: Int64) -> Turn {
        if offset >= laneEnd { return .wait }
        var state = states[key] ?? State()
        if state.taken.contains(offset) { return .repeated }
        if let first = state.written.first, first < offset { return .follow }
        if !state.written.remove(offset) { count += 1 }
        state.taken.insert(offset)
        states[key] = state
        return .take
    }

    /// A command that was taken from the parked topic is done.
    public mutating func finished(_ key: Key, _ offset: Int64) {
        guard states[key]?.taken.remove(offset) != nil else { return }
        count -= 1
        if states[key]?.isEmpty ?? false { states[key] = nil }
    }
}

extension ParkedCommands: Sendable where Key: Sendable {}
