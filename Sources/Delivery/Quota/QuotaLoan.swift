/// Calls that a process which has no use for them lets another make.
///
/// They may be made until ``QuotaTerms/loan`` after the borrower **sent** the report that asked for them, and never after that. The
/// lender counts them as its own, made at that time counted from its own sending, which is later. So neither compares the other's
/// clock, a delay on the way costs the borrower alone, and a borrower that dies keeps nothing.
public struct QuotaLoan: Sendable, Hashable {
    public var key: QuotaKey
    /// The borrower's incarnation.
    public var to: String
    /// The number of the borrower's report that asked.
    public var request: Int
    public var calls: Int

    public init(key: QuotaKey, to: String, request: Int, calls: Int) {
        self.key = key
        self.to = to
        self.request = request
        self.calls = calls
    }
}
