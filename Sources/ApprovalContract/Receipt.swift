/// What is known of a key: what was done for it, and which messages exist. The value of a compacted topic's record.
///
/// Receipts live as long as their approval, so fields are only ever added, and a reader that meets a greater `version`
/// than it knows stops at it.
public struct Receipt: Sendable, Hashable {
    public static let currentVersion = 1
    /// A key's latest outcomes that are kept; a repeat that is older is known by ``doneThrough``.
    public static let maximumEntries = 32
    /// At most this many outcomes come of one call. All of them are kept until the next outcome: one that isn't known after a crash
    /// couldn't be answered alike.
    public static let maximumGroup = 128
    /// Partitions of events that are kept for a key; mostly there is one.
    public static let maximumOrigins = 4
    /// Cards kept for a key; the oldest goes first, one that can be changed last.
    public static let maximumCards = 512

    public var version = Receipt.currentVersion
    /// Which claim it was written under (``ReceiptClaim``).
    public var incarnation: String
    /// The highest offset of the lane's topics, live and bulk alike, at which a command of this key was done. For builds that
    /// know no other; offsets of two topics can't be compared.
    public var doneThrough: Int64
    /// How far the key is done with each of the latest few partitions that its events came from; the latest last.
    public var origins: [ReceiptOrigin] = []
    /// The send that is being made, written before its call: what a crash leaves in doubt.
    public var attempt: SendAttempt?
    /// The failures so far of the command that is being called; nil when it has none that counts.
    public var retry: RetryMark?
    /// What the versions of the approval's next syncs follow from; nil in other lanes, and where it was written before versions
    /// were given.
    public var sync: SyncMark?
    /// Oldest first.
    public var entries: [ReceiptEntry]
    /// By slot, in the order in which they were sent.
    public var cards: [(slot: String, card: Card)]
    /// The definition lane: Feishu's code for the custom one that is the key.
    public var approvalCode: String?
    /// The definition lane: what its tasks and cards have for quick approval (`QuickApproval`), as JSON; nil without any.
    public var quickApproval: [UInt8]?

    public init(
        incarnation: String, doneThrough: Int64 = -1, entries: [ReceiptEntry] = [],
        cards: [(slot: String, card: Card)] = [], approvalCode: String? = nil
    ) {
        self.incarnation = incarnation
        self.doneThrough = doneThrough
        self.entries = entries
        self.cards = cards
        self.approvalCode = approvalCode
    }

    public func entry(_ commandID: String) -> ReceiptEntry? {
        // The latest is asked for most.
        entries.last { $0.commandID == commandID }
    }

    public func card(_ slot: String) -> Card? {
        cards.last { $0.slot == slot }?.card
    }

    /// Adds an outcome; the oldest beyond the bound goes.
    ///
    /// - Parameter group: how many outcomes are added together, this one included: the bound is as high as that.
    public mutating func record(
        _ entry: ReceiptEntry, offset: Int64, origin: ReceiptOrigin? = nil, group: Int = 1
    ) {
        let bound = Receipt.bound(group)
        if entries.count >= bound { entries.removeFirst(entries.count - bound + 1) }
        entries.append(entry)
        doneThrough = max(doneThrough, offset)
        if let origin { Receipt.note(origin, in: &origins) }
        if attempt?.commandID == entry.commandID { attempt = nil }
        if retry?.commandID == entry.commandID { retry = nil }
    }

    /// How many outcomes are kept when so many are added together.
    static func bound(_ group: Int) -> Int { min(max(group, maximumEntries), maximumGroup) }

    static func note(_ origin: ReceiptOrigin, in origins: inout [ReceiptOrigin]) {
        var latest = origin
        if let index = origins.firstIndex(where: { $0.place == origin.place }) {
            let known = origins.remove(at: index)
            if (known.offset, known.index) > (origin.offset, origin.index) { latest = known }
            latest.at = max(known.at, origin.at)
        } else if origins.count >= maximumOrigins {
            origins.removeFirst()
        }
        origins.append(latest)
    }

    public mutating func set(_ card: Card, slot: String) {
        cards.removeAll { $0.slot == slot }
        if cards.count >= Receipt.maximumCards { cards.remove(at: Receipt.dispensable(cards)) }
        cards.append((slot, card))
    }

    /// The card that goes for another: the oldest that can't be changed anyway, else the oldest.
    static func dispensable(_ cards: [(slot: String, card: Card)]) -> Int {
        cards.firstIndex { !$0.card.isUpdatable } ?? 0
    }

    public static func == (left: Receipt, right: Receipt) -> Bool {
        left.version == right.version && left.incarnation == right.incarnation && left.doneThrough == right.doneThrough
            && left.entries == right.entries && left.approvalCode == right.approvalCode
            && left.quickApproval == right.quickApproval
            && left.origins == right.origins
            && left.attempt == right.attempt && left.retry == right.retry && left.sync == right.sync
            && left.cards.elementsEqual(right.cards) { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(incarnation)
        hasher.combine(doneThrough)
        hasher.combine(entries)
    }
}
