/// The texts of a merged body: every key has its text in every language, as its own body would have shown it there.
struct TextTable {
    private let locales: [String]
    private let defaultLocale: String?
    /// Texts by key, by language, by body.
    private var texts: [Int: [String: [String: String]]] = [:]
    private var keys: [String] = []
    /// By key: a text for each of ``locales``.
    private var rows: [String: [String]] = [:]

    /// - Parameter locales: of all bodies, in order; may have repeats.
    init(locales: [String], defaultLocale: String?) {
        var seen: Set<String> = []
        self.locales = locales.filter { seen.insert($0).inserted }
        self.defaultLocale = defaultLocale
    }

    /// Makes a body's texts known.
    mutating func begin(_ source: Int, _ resources: [I18nResource]) {
        var byLocale: [String: [String: String]] = [:]
        for resource in resources {
            byLocale[resource.locale] = Dictionary(
                resource.texts.lazy.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        }
        texts[source] = byLocale
    }

    /// The key under which a body's text stands here: its own, or another one where a different text has it.
    mutating func key(_ key: String, of source: Int) -> String {
        let standard = defaultLocale.flatMap { texts[source]?[$0]?[key] } ?? ""
        let row = locales.map { texts[source]?[$0]?[key] ?? standard }
        var chosen = key
        var salt: UInt8 = 0
        while let other = rows[chosen], other != row {
            chosen = FNV1a.key(FNV1a.hash(row.joined(separator: "\u{0}"), salt: salt))
            if salt > 0 { chosen += FNV1a.hex(FNV1a.hash(key, salt: salt)) }
            salt &+= 1
        }
        if rows.updateValue(row, forKey: chosen) == nil { keys.append(chosen) }
        return chosen
    }

    var resources: [I18nResource] {
        locales.enumerated().map { index, locale in
            I18nResource(
                locale: locale, isDefault: locale == defaultLocale,
                texts: keys.map { I18nText(key: $0, value: rows[$0]?[index] ?? "") })
        }
    }
}
