/// An entry of `feishu.apps` while it is put together from its sources.
struct AppDraft {
    var settings = AppSettings()
    /// Read when every source has spoken.
    var secretFile: String?
    /// By field.
    var origins: [String: ConfigurationOrigin] = [:]
    /// Where the entry begins; nil for one that the environment or flags made.
    var origin: ConfigurationOrigin?
}
