public enum GenerateType: String, Sendable, Hashable, CaseIterable {
    /// The task was made for a delegate.
    case externalConsign = "EXTERNAL_CONSIGN"
    case `default` = "DEFAULT"
}
