import FeishuTypes

/// A text in each language in which it is known, made of an instance's i18n keys.
struct LocalizedText {
    private(set) var texts: [String: String]

    /// Languages of bot messages (feishu-api.md §6.2). What an instance has in others can't be shown on a card.
    static let cardLocales: Set<String> = ["zh-CN", "en-US", "ja-JP"]

    init(_ texts: [String: String]) { self.texts = texts }

    /// A text as its sender has it, in those languages that a card can show.
    ///
    /// - Parameter standard: the language of a plain text; it gets the first text in alphabetical order if it has none.
    init(_ text: LocalText, standard: String) {
        switch text {
        case .plain(let text): texts = [standard: text]
        case .byLocale(let all):
            texts = all.filter { $0.key == standard || Self.cardLocales.contains($0.key) }
            if texts[standard] == nil { texts[standard] = all.min { $0.key < $1.key }?.value }
        }
    }

    /// What a key of an instance stands for; a text that is no key stands for itself in the default language.
    init?(key: String?, in resources: [I18nResource], defaultLocale: String) {
        guard let key, !key.isEmpty else { return nil }
        let standard = resources.first { $0.isDefault }?.locale ?? defaultLocale
        var texts: [String: String] = [:]
        for resource in resources where resource.isDefault || Self.cardLocales.contains(resource.locale) {
            if let text = resource.texts.first(where: { $0.key == key })?.value { texts[resource.locale] = text }
        }
        if texts.isEmpty {
            if key.hasPrefix(TextCollector.prefix) { return nil }
            texts[standard] = key
        }
        self.texts = texts
    }

    /// The text in a language, else in the default one, else in the first in alphabetical order.
    func text(in locale: String, else defaultLocale: String) -> String {
        texts[locale] ?? texts[defaultLocale] ?? texts.min { $0.key < $1.key }?.value ?? ""
    }

    /// The two in each language of either, the default language standing in where one lacks it.
    func joined(with other: LocalizedText, separator: String, defaultLocale: String) -> LocalizedText {
        var joined: [String: String] = [:]
        for locale in Set(texts.keys).union(other.texts.keys) {
            joined[locale] =
                text(in: locale, else: defaultLocale) + separator + other.text(in: locale, else: defaultLocale)
        }
        return LocalizedText(joined)
    }
}
