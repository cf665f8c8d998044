/// A text as its sender has it.
public enum LocalText: Sendable, Hashable {
    /// In the body's default language.
    case plain(String)
    /// At least one.
    case byLocale([String: String])
}
