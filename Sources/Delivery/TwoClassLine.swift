/// A line in which live waiters go before bulk ones, but for a part of the turns that is the bulk's own: so neither starves.
///
/// Pure; within a class they go in the order in which they came.
public struct TwoClassLine<Waiter> {
    /// Whose turn it is.
    public struct Turn {
        public let waiter: Waiter
        public let isBulk: Bool
    }

    /// The bulk's part of the turns while both wait, 0 to 1.
    private let bulkPart: Double
    private var live = FIFO<Waiter>()
    private var bulk = FIFO<Waiter>()
    /// Turns that the bulk has earned.
    private var earned = 0.0

    /// - Parameter bulkPart: of the turns while both wait, 0 to 0.5.
    public init(bulkPart: Double) { self.bulkPart = min(max(bulkPart, 0), 0.5) }

    public var count: Int { live.count + bulk.count }
    public var isEmpty: Bool { live.isEmpty && bulk.isEmpty }
    public func count(isBulk: Bool) -> Int { isBulk ? bulk.count : live.count }

    /// All, the live ones first.
    public var waiters: [Waiter] { live.elements + bulk.elements }

    /// Whether one that comes now is the first.
    public func isFirst(isBulk: Bool) -> Bool { isBulk ? isEmpty : live.isEmpty && (bulk.isEmpty || earned < 1) }

    public mutating func append(_ waiter: Waiter, isBulk: Bool) {
        if isBulk { bulk.append(waiter) } else { live.append(waiter) }
    }

    /// - Parameter withoutBulk: when no bulk waiter may go at the moment.
    public func next(withoutBulk: Bool = false) -> Turn? {
        if !withoutBulk, let first = bulk.first, live.isEmpty || earned >= 1 {
            return Turn(waiter: first, isBulk: true)
        }
        return live.first.map { Turn(waiter: $0, isBulk: false) }
    }

    /// The first of a class went.
    public mutating func passed(isBulk: Bool) {
        remove(isBulk: isBulk)
        if isBulk { earned = max(0, earned - 1) } else { gained() }
    }

    /// A live one went without having waited.
    public mutating func gained() {
        // No more than a turn or two: what wasn't used isn't saved up.
        earned = bulk.isEmpty ? 0 : min(earned + bulkPart / (1 - bulkPart), 2)
    }

    /// The first of a class waits no more.
    public mutating func remove(isBulk: Bool) {
        if isBulk { _ = bulk.popFirst() } else { _ = live.popFirst() }
    }

    /// Those that match wait no more, wherever they stand.
    public mutating func remove(where matches: (Waiter) -> Bool) {
        _ = live.remove(where: matches)
        _ = bulk.remove(where: matches)
    }

    /// The first of a class goes behind the others of its class.
    public mutating func putLast(isBulk: Bool) {
        if isBulk, let first = bulk.popFirst() { bulk.append(first) }
        if !isBulk, let first = live.popFirst() { live.append(first) }
    }

    /// A bulk waiter becomes the last of the live ones: somebody waits for what comes after it.
    public mutating func promote(where matches: (Waiter) -> Bool) {
        for waiter in bulk.remove(where: matches) { live.append(waiter) }
    }
}
