import FeishuTypes

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
    /// Properties by name, in their order.
    case pairs([(name: String, value: String)])
    case rules([(source: String, topic: String)])
    case words(LocalText)
    case notifications([NotificationEntry])
    case apps([AppSettings])
}
