/// How far an approval is done with the events of one partition of an events topic.
///
/// The commands of an approval that come of one partition's events stand in their lane in the events' order. So one whose event lies at
/// or below an offset that is done was made a second time: its process died after it had written the command and before it had
/// committed the event, or the group's offsets went back. The receipt may have forgotten the command itself by then.
public struct ReceiptOrigin: Sendable, Hashable {
    /// Stands for topic, partition and priority (live and bulk commands have topics of their own, and no order between them): 63 bits of
    /// FNV-1a.
    public var place: Int64
    public var offset: Int64
    /// Of the command among those of its event.
    public var index: Int64
    /// The latest timestamp among the events that are done, epoch milliseconds. A topic that was deleted and made anew begins at offset
    /// 0 again; its events are later than this.
    public var at: Int64

    public init(place: Int64, offset: Int64, index: Int64, at: Int64) {
        self.place = place
        self.offset = offset
        self.index = index
        self.at = at
    }

    /// `nil` for a command that doesn't say when its event's record was written.
    public init?(_ command: Command) {
        guard let at = command.event.origin.timestamp else { return nil }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for byte in command.event.origin.topic.utf8 { add(byte) }
        for shift in stride(from: Int32(0), to: 32, by: 8) {
            add(UInt8(truncatingIfNeeded: command.event.origin.partition >> shift))
        }
        add(command.priority == .live ? 0 : 1)
        self.init(
            place: Int64(truncatingIfNeeded: hash & UInt64(Int64.max)), offset: command.event.origin.offset,
            index: Int64(command.index), at: at)
    }

    /// Whether another, of the same place, is done with this one.
    func covers(_ other: ReceiptOrigin) -> Bool {
        place == other.place && (offset, index) >= (other.offset, other.index) && other.at <= at
    }
}
