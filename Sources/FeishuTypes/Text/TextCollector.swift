/// Turns texts into i18n keys and the resources that Feishu wants beside them.
///
/// A key follows from its text alone, so equal texts have equal keys, within a body and from body to body. At every moment
/// there is one default resource, and it has every key.
public struct TextCollector: Sendable, Hashable {
    /// What every key starts with.
    public static let prefix = "@i18n@"

    /// The language of plain texts, if the given resources have no default of their own.
    public let defaultLocale: String
    /// In the order of their first use.
    public private(set) var resources: [I18nResource] = []

    private struct Derived: Sendable, Hashable {
        var hash: UInt64
        var content: String
        var key: String
        /// Whether it was said in no language in particular, and so is missing in none.
        var isPlain = false
    }

    private var defaultIndex: Int?
    private var derived: [Derived] = []
    /// Positions in `derived` by hash; only once there are many.
    private var derivedIndex: [UInt64: Int] = [:]
    /// Texts of the given resources by key; only when there are many.
    private var givenIndex: [String: String] = [:]
    private var givenCount = 0

    private static let indexedFrom = 32

    public init(defaultLocale: String = "zh-CN") {
        self.defaultLocale = defaultLocale
    }

    /// The key of a text in the default language.
    public mutating func key(for text: String) -> String {
        let hash = FNV1a.hash(text)
        if let known = find(hash, text) { return known }
        let key = freshKey(hash, text)
        remember(Derived(hash: hash, content: text, key: key, isPlain: true))
        append(I18nText(key: key, value: text), to: defaultResource())
        return key
    }

    /// The key of a text in several languages. The default language, if not among them, gets the text of the first in
    /// alphabetical order.
    public mutating func key(for texts: [String: String]) -> String {
        let sorted = texts.sorted { $0.key < $1.key }
        let standard = defaultIndex.map { resources[$0].locale } ?? defaultLocale
        guard let first = sorted.first else { return key(for: "") }
        if sorted.count == 1, first.key == standard { return key(for: first.value) }
        let content = sorted.map { "\($0.key)\u{0}\($0.value)" }.joined(separator: "\u{0}")
        let hash = FNV1a.hash(content)
        if let known = find(hash, content) { return known }
        let key = freshKey(hash, texts[standard] ?? first.value)
        remember(Derived(hash: hash, content: content, key: key))
        append(I18nText(key: key, value: texts[standard] ?? first.value), to: defaultResource())
        for (locale, text) in sorted where locale != standard {
            append(I18nText(key: key, value: text), to: resource(of: locale))
        }
        return key
    }

    /// The key for a field's text of another body: a key is looked up in that body's resources and comes along with its
    /// texts in all languages (or in those of `locales`), plain text is given a key.
    public mutating func key(
        forKeyOrText text: String, from source: [I18nResource], locales: Set<String>? = nil
    ) -> String {
        guard text.hasPrefix(Self.prefix) else { return key(for: text) }
        var texts: [String: String] = [:]
        var fallback: String?
        for resource in source {
            guard let found = resource.texts.first(where: { $0.key == text })?.value else { continue }
            if resource.isDefault || fallback == nil { fallback = found }
            if locales?.contains(resource.locale) ?? true { texts[resource.locale] = found }
        }
        if texts.isEmpty { return key(for: fallback ?? text) }
        let standard = defaultIndex.map { resources[$0].locale } ?? defaultLocale
        if texts[standard] == nil { texts[standard] = fallback }
        return key(for: texts)
    }

    /// The text of a key, in the default language if it is there.
    public func text(for key: String) -> String? {
        if !givenIndex.isEmpty, let text = givenIndex[key] { return text }
        if givenIndex.isEmpty, givenCount > 0, let text = Self.text(for: key, in: resources) { return text }
        return derived.isEmpty ? nil : Self.text(for: key, in: resources)
    }

    /// What each language but the default lacks. A plain text counts for all.
    func gaps() -> [TextGap] {
        guard resources.count > 1, let defaultIndex else { return [] }
        let plain = Set(derived.lazy.filter(\.isPlain).map(\.key))
        let standard = resources[defaultIndex]
        return resources.compactMap { resource in
            guard !resource.isDefault else { return nil }
            let known = Self.keys(of: resource, capacity: resource.texts.count)
            var gap = TextGap(locale: resource.locale, standard: standard.locale, count: 0, examples: [])
            for text in standard.texts where !known.contains(text.key) && !plain.contains(text.key) {
                gap.count += 1
                if gap.examples.count < TextGap.exampleCount { gap.examples.append(text.value) }
            }
            return gap.count > 0 ? gap : nil
        }
    }

    /// Gives the resources away, and begins anew.
    mutating func takeResources() -> [I18nResource] {
        let taken = resources
        self = TextCollector(defaultLocale: defaultLocale)
        return taken
    }

    /// Takes resources that came with a body: one becomes the default, and it is completed with the keys it lacks.
    mutating func adopt(_ given: consuming [I18nResource]) {
        guard !given.isEmpty else { return }
        resources = given
        givenCount = resources.reduce(0) { $0 + $1.texts.count }
        let chosen = resources.firstIndex { $0.isDefault } ?? resources.firstIndex { $0.locale == defaultLocale }
        for index in resources.indices where resources[index].isDefault != (index == chosen) {
            resources[index].isDefault = index == chosen
        }
        if let chosen {
            defaultIndex = chosen
        } else {
            resources.insert(I18nResource(locale: defaultLocale, isDefault: true, texts: []), at: 0)
            defaultIndex = 0
        }
        completeDefault()
    }

    private mutating func completeDefault() {
        guard let defaultIndex else { return }
        if resources.count > 1 {
            // As large as it gets from the beginning, here and below: growing would take half as much again.
            let count = resources.reduce(0) { max($0, $1.texts.count) }
            resources[defaultIndex].texts.reserveCapacity(count)
            var known = Self.keys(of: resources[defaultIndex], capacity: count)
            for index in resources.indices where index != defaultIndex {
                for text in resources[index].texts where known.insert(text.key).inserted {
                    resources[defaultIndex].texts.append(text)
                }
            }
        }
        let texts = resources[defaultIndex].texts
        if texts.count > Self.indexedFrom {
            givenIndex.reserveCapacity(texts.count)
            for text in texts where givenIndex[text.key] == nil { givenIndex[text.key] = text.value }
        }
    }

    private static func keys(of resource: I18nResource, capacity: Int) -> Set<String> {
        var keys = Set<String>(minimumCapacity: capacity)
        for text in resource.texts { keys.insert(text.key) }
        return keys
    }

    private static func text(for key: String, in resources: [I18nResource]) -> String? {
        for resource in resources where resource.isDefault {
            return resource.texts.first { $0.key == key }?.value
        }
        return nil
    }

    private func find(_ hash: UInt64, _ content: String) -> String? {
        if derived.count > Self.indexedFrom {
            // Among colliding hashes the index knows the first alone; the rest is found by walking.
            guard let first = derivedIndex[hash] else { return nil }
            if derived[first].content == content { return derived[first].key }
        }
        return derived.first { $0.hash == hash && $0.content == content }?.key
    }

    private mutating func remember(_ entry: Derived) {
        if derived.isEmpty { derived.reserveCapacity(8) }
        derived.append(entry)
        if derived.count == Self.indexedFrom + 1 {
            for (index, entry) in derived.enumerated() where derivedIndex[entry.hash] == nil {
                derivedIndex[entry.hash] = index
            }
        } else if derived.count > Self.indexedFrom, derivedIndex[entry.hash] == nil {
            derivedIndex[entry.hash] = derived.count - 1
        }
    }

    /// The key that follows from a hash; longer while another text has it.
    private func freshKey(_ hash: UInt64, _ text: String) -> String {
        var key = FNV1a.key(hash)
        var salt: UInt8 = 1
        while isTaken(key, by: hash) {
            key += FNV1a.hex(FNV1a.hash(text, salt: salt))
            salt &+= 1
        }
        return key
    }

    private func isTaken(_ key: String, by hash: UInt64) -> Bool {
        if givenCount > 0, text(for: key) != nil { return true }
        if derived.count > Self.indexedFrom, derivedIndex[hash] == nil { return false }
        return derived.contains { $0.hash == hash && $0.key == key }
    }

    private mutating func append(_ text: I18nText, to index: Int) {
        resources[index].texts.append(text)
    }

    private mutating func defaultResource() -> Int {
        if let defaultIndex { return defaultIndex }
        var texts: [I18nText] = []
        texts.reserveCapacity(8)
        resources.insert(I18nResource(locale: defaultLocale, isDefault: true, texts: texts), at: 0)
        defaultIndex = 0
        return 0
    }

    private mutating func resource(of locale: String) -> Int {
        if let index = resources.firstIndex(where: { $0.locale == locale }) { return index }
        resources.append(I18nResource(locale: locale, isDefault: false, texts: []))
        return resources.count - 1
    }
}
