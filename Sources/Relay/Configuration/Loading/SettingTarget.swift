/// What a variable or a flag sets.
enum SettingTarget {
    case key(ConfigurationKey<RelayConfiguration>, isFile: Bool)
    /// One property of librdkafka's.
    case property(ConfigurationKey<RelayConfiguration>, name: String)
    /// A field of the app at an index; nil for the app that variables and flags describe without an alias.
    case app(Int?, ConfigurationKey<AppDraft>)
}
