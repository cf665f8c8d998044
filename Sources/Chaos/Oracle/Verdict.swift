/// What came of a run.
public struct Verdict: Sendable {
    /// At most a thousand of each kind are kept.
    public private(set) var violations: [Violation] = []
    public private(set) var counts: [ViolationKind: Int] = [:]
    /// Commands that were set aside because attempts or age were spent: no violation, but worth a look.
    public var setAside = 0

    public init() {}

    public var isSound: Bool { counts.values.allSatisfy { $0 == 0 } }

    public func count(_ kind: ViolationKind) -> Int { counts[kind] ?? 0 }

    public mutating func add(_ violation: Violation) {
        counts[violation.kind, default: 0] += 1
        if count(violation.kind) <= 1000 { violations.append(violation) }
    }

    mutating func add(
        _ kind: ViolationKind, _ text: String, commandID: String? = nil, eventID: String? = nil
    ) {
        add(Violation(kind, text, commandID: commandID, eventID: eventID))
    }
}
