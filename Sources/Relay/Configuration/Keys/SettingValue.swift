/// A value on its way between text and property.
enum SettingValue {
    /// An optional key that isn't set.
    case none
    case text(String)
    case secret(String)
    case integer(Int)
    case boolean(Bool)
    case duration(Duration)
    case list([String])
    /// In their order: properties by name, reply topics by source.
    case pairs([(name: String, value: String)])
    case apps([AppSettings])
}
