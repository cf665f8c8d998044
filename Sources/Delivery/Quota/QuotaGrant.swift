/// By what right a call was started: to be given back when it ends.
public enum QuotaGrant: Sendable, Hashable {
    case own
    /// A loan that may be used until then.
    case borrowed(until: Duration)
}
