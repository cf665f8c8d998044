/// The texts of one language (`i18n_resources[]`), in the order in which they are sent.
///
/// The default language must have every key that the body uses; Feishu falls back to it. The v4 APIs want `texts` as an
/// array of `{key, value}`, bot messages as a map; both are read, and the enclosing type writes the right one.
public struct I18nResource: Sendable, Hashable {
    /// `zh-CN`, `en-US`, `ja-JP`…; Feishu doesn't check it: one that it doesn't know simply never matches.
    public var locale: String
    public var isDefault: Bool
    public var texts: [I18nText]

    public init(locale: String, isDefault: Bool, texts: [I18nText]) {
        self.locale = locale
        self.isDefault = isDefault
        self.texts = texts
    }
}
