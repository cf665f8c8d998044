/// Whether anybody else has written to a partition of receipts: it should hold nothing beyond the owner's claim but what the owner
/// writes, so that the offsets of what is acknowledged follow each other without a gap.
///
/// A gap, or an end beyond the last own record, is another's: a former owner's producer that woke, or a new owner whose claim this
/// process has not heard of. It must be read. Reading all of the partition again for that would double Kafka's work.
public struct ReceiptTail: Sendable, Hashable {
    /// Every offset below is known: read, or written by the owner.
    public private(set) var next: Int64
    /// Own records that are not acknowledged.
    public private(set) var inFlight = 0

    /// - Parameter next: one beyond the owner's claim.
    public init(next: Int64) { self.next = next }

    /// A record was handed to the producer.
    public mutating func sent() { inFlight += 1 }

    /// A record will not be written.
    public mutating func failed() { inFlight = max(0, inFlight - 1) }

    /// A record was acknowledged.
    ///
    /// - Parameter offset: negative when the broker gave none, which leaves a gap that holds only this record.
    /// - Returns: offsets that must be read.
    public mutating func placed(_ offset: Int64) -> Range<Int64>? {
        inFlight = max(0, inFlight - 1)
        guard offset >= next else { return nil }
        let gap = next..<offset
        next = offset &+ 1
        return gap.isEmpty ? nil : gap
    }

    /// The partition's end was asked for while nothing was being written.
    ///
    /// - Parameter end: the offset that the next record will get.
    public mutating func ended(at end: Int64) -> Range<Int64>? {
        guard inFlight == 0, end > next else { return nil }
        let gap = next..<end
        next = end
        return gap
    }
}
