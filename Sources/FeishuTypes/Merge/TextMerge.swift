/// The texts of several bodies that become one: each field shows the text that it showed in its own body, in every language.
///
/// Two bodies may have different texts under one key; one of the two then gets another key. While bodies are merged a field names its
/// text by a *token*, which says whose key it is; so a text goes wherever its field goes. As long as all bodies are in one language
/// and no two have different texts under one key, as is mostly so since keys follow from their texts, a key is its own token.
struct TextMerge: Sendable {
    private var sources: [[I18nResource]] = []
    /// Whether keys are tokens.
    private(set) var isShared = true
    /// While they are: every text by its key, with the first body that has it.
    private var shared: [String: (text: String, source: Int)] = [:]
    /// The default language, which all bodies with texts must share: it is what a language that none of them has falls back to.
    private var defaultLocale: String?

    /// Takes in a body's resources.
    ///
    /// - Parameter keys: those that the body's fields name.
    /// - Returns: the body's number, for ``token(for:of:)``; nil, without any change, where what Feishu shows isn't certain: another
    ///   default language, none or two, a key or a language twice, a key without a text in the default language. Keys may have stopped
    ///   being tokens (``isShared``): what was taken in before needs ``token(for:)`` then.
    mutating func add(_ resources: [I18nResource], using keys: [String]) -> Int? {
        if isShared, resources.count <= 1 {
            guard let texts = onlyTexts(resources, using: keys) else { return nil }
            let source = sources.count
            if texts.allSatisfy({ key, text in shared[key].map { $0.text == text } ?? true }) {
                for (key, text) in texts where shared[key] == nil { shared[key] = (text, source) }
            } else {
                isShared = false
            }
            if let resource = resources.first { defaultLocale = resource.locale }
            sources.append(resources)
            return source
        }
        guard let source = addSeveral(resources, using: keys) else { return nil }
        isShared = false
        return source
    }

    /// The texts of a body in one language, or in none.
    private func onlyTexts(_ resources: [I18nResource], using keys: [String]) -> [String: String]? {
        var texts: [String: String] = [:]
        if let resource = resources.first {
            guard resource.isDefault, (defaultLocale ?? resource.locale) == resource.locale else { return nil }
            texts.reserveCapacity(resource.texts.count)
            for text in resource.texts where texts.updateValue(text.value, forKey: text.key) != nil { return nil }
        }
        for key in keys where Self.isKey(key) && texts[key] == nil { return nil }
        return texts
    }

    private mutating func addSeveral(_ resources: [I18nResource], using keys: [String]) -> Int? {
        var known: Set<String> = []
        if !resources.isEmpty {
            let defaults = resources.filter(\.isDefault)
            guard defaults.count == 1, Set(resources.map(\.locale)).count == resources.count,
                (defaultLocale ?? defaults[0].locale) == defaults[0].locale,
                resources.allSatisfy({ Set($0.texts.map(\.key)).count == $0.texts.count })
            else { return nil }
            known = Set(defaults[0].texts.map(\.key))
            guard resources.allSatisfy({ $0.texts.allSatisfy { known.contains($0.key) } }) else { return nil }
        }
        for key in keys where Self.isKey(key) && !known.contains(key) { return nil }
        if let locale = resources.first(where: \.isDefault)?.locale { defaultLocale = locale }
        sources.append(resources)
        return sources.count - 1
    }

    static func isKey(_ text: String) -> Bool { text.hasPrefix(TextCollector.prefix) }

    /// What a field says while bodies are merged; plain text stays as it is.
    static func token(for text: String, of source: Int) -> String {
        isKey(text) ? "\(TextCollector.prefix)\(source):\(text)" : text
    }

    /// The token of a key that was its own.
    func token(for text: String) -> String {
        shared[text].map { Self.token(for: text, of: $0.source) } ?? text
    }

    /// Source and key of a token; nil for plain text.
    static func reading(_ token: String) -> (source: Int, key: String)? {
        guard isKey(token) else { return nil }
        let rest = token.dropFirst(TextCollector.prefix.count)
        guard let colon = rest.firstIndex(of: ":"), let source = Int(rest[..<colon]) else { return nil }
        return (source, String(rest[rest.index(after: colon)...]))
    }

    /// The resources of what was merged, and the key for each token that it uses.
    ///
    /// - Parameter newest: the body whose keys stay as they are, used or not.
    func result(_ tokens: [String], newest: Int) -> (resources: [I18nResource], keys: [String: String]) {
        if isShared { return (sharedResources(tokens, newest: newest), [:]) }
        var used: [(token: String, source: Int, key: String)] = []
        var seen: Set<String> = []
        for token in tokens {
            guard let (source, key) = Self.reading(token), seen.insert(token).inserted else { continue }
            used.append((token, source, key))
        }
        var keys: [String: String] = [:]
        if used.allSatisfy({ $0.source == newest }) {
            for (token, _, key) in used { keys[token] = key }
            return (sources[newest], keys)
        }
        let contributing = [newest] + Set(used.map(\.source)).subtracting([newest]).sorted()
        var table = TextTable(locales: contributing.flatMap { sources[$0].map(\.locale) }, defaultLocale: defaultLocale)
        for source in contributing { table.begin(source, sources[source]) }
        for text in sources[newest].first(where: \.isDefault)?.texts ?? [] { _ = table.key(text.key, of: newest) }
        for (token, source, key) in used { keys[token] = table.key(key, of: source) }
        return (table.resources, keys)
    }

    /// The newest body's texts, and those that fields of other bodies use.
    private func sharedResources(_ keys: [String], newest: Int) -> [I18nResource] {
        var resources = sources[newest]
        var known = Set((resources.first?.texts ?? []).map(\.key))
        var added: [I18nText] = []
        for key in keys {
            guard let text = shared[key]?.text, known.insert(key).inserted else { continue }
            added.append(I18nText(key: key, value: text))
        }
        guard !added.isEmpty else { return resources }
        if resources.isEmpty { resources = [I18nResource(locale: defaultLocale ?? "", isDefault: true, texts: [])] }
        resources[0].texts += added
        return resources
    }
}
