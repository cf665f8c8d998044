/// Whether a call may start.
public enum QuotaAdmission: Sendable, Hashable {
    case now(QuotaGrant)
    /// Ask again then; the time is exact if nothing else is admitted before.
    case after(Duration)
    /// Ask again when a call that is under way has ended, or a loan has come.
    case later
    /// A report must be in Kafka first.
    case afterReport
}
