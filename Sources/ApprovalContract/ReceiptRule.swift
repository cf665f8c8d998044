/// Which records of a partition of receipts count, asked in the order of their offsets.
///
/// Before the first claim all do (builds before claims wrote none). After one, only those that were written under it.
public struct ReceiptRule: Sendable, Hashable {
    /// The claim in force.
    public private(set) var claim: String?

    public init(claim: String? = nil) { self.claim = claim }

    /// Takes note of a claim.
    public mutating func claimed(by id: String) { claim = id }

    /// Whether a receipt, or a tombstone, counts that was written under this claim (`nil`: it doesn't say).
    ///
    /// A receipt of a build before claims has no number in its incarnation, and counts wherever it stands: in a rolling upgrade such a
    /// build may own the partition after one that claims.
    public func counts(_ incarnation: String?) -> Bool {
        guard let claim, let incarnation else { return claim == nil }
        return incarnation == claim || !incarnation.utf8.contains(UInt8(ascii: "."))
    }
}
