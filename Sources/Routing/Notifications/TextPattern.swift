public import FeishuTypes

/// A text with placeholders, such as `{approval} is late`, plain or by locale. `{{` is a brace.
public struct TextPattern: Sendable, Hashable {
    /// Texts and placeholders in turn.
    enum Part: Sendable, Hashable {
        case text(String)
        case placeholder(TextPlaceholder)
    }

    /// Languages that a card shows.
    public static let locales = LocalizedText.cardLocales.sorted()

    /// As it was given.
    public let source: LocalText
    /// By locale; "" of a plain text.
    let parts: [String: [Part]]

    /// - Throws: what is wrong with it: a brace without its other, or an unknown name in braces.
    public init(_ source: LocalText) throws(TextPatternError) {
        self.source = source
        switch source {
        case .plain(let text): parts = ["": try Self.split(text)]
        case .byLocale(let texts):
            var parts: [String: [Part]] = [:]
            for (locale, text) in texts { parts[locale] = try Self.split(text) }
            self.parts = parts
        }
    }

    private static func split(_ text: String) throws(TextPatternError) -> [Part] {
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            literal += rest[..<brace]
            rest = rest[rest.index(after: brace)...]
            if rest.first == "{" {
                literal += "{"
                rest = rest.dropFirst()
                continue
            }
            guard let end = rest.firstIndex(of: "}") else { throw TextPatternError(name: nil, text: text) }
            let name = String(rest[..<end])
            guard let placeholder = TextPlaceholder(rawValue: name) else {
                throw TextPatternError(name: name, text: text)
            }
            if !literal.isEmpty { parts.append(.text(literal)) }
            literal = ""
            parts.append(.placeholder(placeholder))
            rest = rest[rest.index(after: end)...]
        }
        literal += rest
        if !literal.isEmpty { parts.append(.text(literal)) }
        return parts
    }

    /// The text in each language that it or what it names is known in. A plain text counts for all.
    ///
    /// - Parameter value: what a placeholder stands for; nil leaves it out.
    func filled(defaultLocale: String, _ value: (TextPlaceholder) -> LocalizedText?) -> LocalizedText {
        var values: [TextPlaceholder: LocalizedText] = [:]
        for case .placeholder(let name) in parts.values.joined() where values[name] == nil {
            values[name] = value(name)
        }
        var locales: Set<String> = [defaultLocale]
        if parts[""] == nil {
            locales = Set(parts.keys)
        } else {
            for text in values.values { locales.formUnion(text.texts.keys) }
        }
        var texts: [String: String] = [:]
        for locale in locales {
            var text = ""
            for part in parts[""] ?? parts[locale] ?? [] {
                switch part {
                case .text(let literal): text += literal
                case .placeholder(let name): text += values[name]?.text(in: locale, else: defaultLocale) ?? ""
                }
            }
            texts[locale] = text
        }
        if texts[defaultLocale] == nil { texts[defaultLocale] = texts.min { $0.key < $1.key }?.value }
        return LocalizedText(texts)
    }
}
