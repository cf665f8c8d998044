public import JSON

/// A receipt as the owner of its key keeps it: outcomes as the JSON that they are written as, so that writing the receipt
/// anew after each command copies bytes and makes nothing again.
///
/// Writes byte for byte what a ``Receipt`` with the same history writes.
public final class PackedReceipt {
    private struct Entry {
        /// The first bytes of the command's id; ids are hashes, so that two with the same ones are hardly met.
        var mark: UInt32
        var count: UInt32
    }

    public var incarnation: String
    public private(set) var doneThrough: Int64
    private var origins: [ReceiptOrigin] = []
    public var attempt: SendAttempt?
    /// See ``Receipt/retry``.
    public var retry: RetryMark?
    /// See ``Receipt/sync``.
    public var sync: SyncMark?
    /// Whether it was asked for lately: a mark for who keeps many.
    public var isRecent = true
    private var lastCompleted: Int64 = 0

    /// When its last command was completed, a send was begun or failures began, epoch milliseconds; 0 without any.
    public var lastTouched: Int64 { max(lastCompleted, attempt?.at ?? 0, retry?.firstFailedAt ?? 0) }
    public var approvalCode: String?
    /// See ``Receipt/quickApproval``.
    public var quickApproval: [UInt8]?
    private var cards: [(slot: String, card: Card)] = []
    private var entries: [Entry] = []
    /// The entries' JSON objects, one after the other.
    private var bytes: [UInt8] = []

    public init(incarnation: String, doneThrough: Int64 = -1) {
        self.incarnation = incarnation
        self.doneThrough = doneThrough
    }

    /// What a receipt that was read says.
    public convenience init(_ receipt: Receipt, writer: inout JSONWriter) {
        self.init(incarnation: receipt.incarnation, doneThrough: receipt.doneThrough)
        approvalCode = receipt.approvalCode
        quickApproval = receipt.quickApproval
        cards = receipt.cards
        for entry in receipt.entries { append(entry, group: receipt.entries.count, writer: &writer) }
        origins = receipt.origins
        attempt = receipt.attempt
        retry = receipt.retry
        sync = receipt.sync
    }

    /// Whether it says of any command.
    public var isEmpty: Bool { entries.isEmpty }

    /// The outcome of a command of this key; nil when it isn't among those that are kept.
    public func entry(_ commandID: String, parser: JSONParser) -> ReceiptEntry? {
        let mark = Self.mark(commandID)
        var end = bytes.count
        for entry in entries.reversed() {
            defer { end -= Int(entry.count) }
            guard entry.mark == mark, let value = try? parser.parse(bytes[(end - Int(entry.count))..<end]),
                let found = ReceiptEntry(reading: value), found.commandID == commandID
            else { continue }
            return found
        }
        return nil
    }

    /// Whether the key is done beyond an event.
    public func isDone(beyond origin: ReceiptOrigin) -> Bool { origins.contains { $0.covers(origin) } }

    public func card(_ slot: String) -> Card? {
        cards.last { $0.slot == slot }?.card
    }

    /// Adds an outcome; the oldest beyond the bound goes.
    ///
    /// - Parameters:
    ///   - group: how many outcomes are added together, this one included: the bound is as high as that.
    ///   - writer: a buffer; what is in it is lost.
    public func record(
        _ entry: ReceiptEntry, offset: Int64, origin: ReceiptOrigin? = nil, group: Int = 1, writer: inout JSONWriter
    ) {
        append(entry, group: group, writer: &writer)
        doneThrough = max(doneThrough, offset)
        if let origin { Receipt.note(origin, in: &origins) }
        if attempt?.commandID == entry.commandID { attempt = nil }
        if retry?.commandID == entry.commandID { retry = nil }
    }

    private func append(_ entry: ReceiptEntry, group: Int, writer: inout JSONWriter) {
        let bound = Receipt.bound(group)
        if entries.count >= bound {
            let surplus = entries.count - bound + 1
            bytes.removeFirst(entries[..<surplus].reduce(0) { $0 + Int($1.count) })
            entries.removeFirst(surplus)
        }
        writer.removeAll()
        entry.write(to: &writer)
        let added = writer.bytes()
        // Just as much as is needed: what grows by doubling would be half empty in a million receipts.
        bytes.reserveCapacity(bytes.count + added.count)
        bytes.append(contentsOf: added)
        entries.reserveCapacity(entries.count + 1)
        entries.append(Entry(mark: Self.mark(entry.commandID), count: UInt32(clamping: added.count)))
        lastCompleted = max(lastCompleted, entry.completed)
    }

    /// The receipt in full, for keeping it in fewer bytes.
    public func receipt(parser: JSONParser) -> Receipt {
        var receipt = Receipt(
            incarnation: incarnation, doneThrough: doneThrough, cards: cards, approvalCode: approvalCode)
        receipt.quickApproval = quickApproval
        receipt.origins = origins
        receipt.attempt = attempt
        receipt.retry = retry
        receipt.sync = sync
        var start = 0
        for entry in entries {
            let end = start + Int(entry.count)
            if let value = try? parser.parse(bytes[start..<end]), let found = ReceiptEntry(reading: value) {
                receipt.entries.append(found)
            }
            start = end
        }
        return receipt
    }

    public func set(_ card: Card, slot: String) {
        cards.removeAll { $0.slot == slot }
        if cards.count >= Receipt.maximumCards { cards.remove(at: Receipt.dispensable(cards)) }
        cards.append((slot, card))
    }

    /// - Parameter isPrevious: as the build before wrote it, without what was added since.
    public func write(to writer: inout JSONWriter, isPrevious: Bool = false) {
        writer.beginReceipt(
            version: Receipt.currentVersion, incarnation: incarnation, doneThrough: doneThrough,
            origins: isPrevious ? [] : origins, approvalCode: approvalCode,
            quickApproval: isPrevious ? nil : quickApproval)
        var start = 0
        for entry in entries {
            writer.rawValue(bytes.span.extracting(start..<(start + Int(entry.count))))
            start += Int(entry.count)
        }
        writer.endReceipt(
            cards: cards, attempt: isPrevious ? nil : attempt, retry: isPrevious ? nil : retry,
            sync: isPrevious ? nil : sync)
    }

    private static func mark(_ id: String) -> UInt32 {
        id.utf8.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}
