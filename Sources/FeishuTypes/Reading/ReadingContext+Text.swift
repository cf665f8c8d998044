public import JSON

extension ReadingContext {
    /// Begins a body's texts: what its `i18n_resources` say is known before any field that names a key, wherever it stands.
    mutating func beginTexts(_ object: JSONObject, _ field: String = "i18n_resources", isMessage: Bool = false) {
        guard isSuperset else { return }
        texts = TextCollector(defaultLocale: defaultLocale)
        self.isMessage = isMessage
        guard let value = object["i18n_resources"], !value.isNull else { return }
        let given: [I18nResource] = list(value, field, limit: limits.languages)
        checkResources(given, field)
        texts.adopt(given.count > limits.languages ? Array(given.prefix(limits.languages)) : given)
    }

    /// A body's resources: read as they are, or, in an event, those that its texts came to.
    mutating func resources(_ value: JSONValue, _ field: String) -> [I18nResource] {
        isSuperset ? [] : list(value, field)
    }

    /// The texts that the body came to; the collector is empty afterwards.
    mutating func endTexts(_ field: String = "i18n_resources") -> [I18nResource] {
        for gap in texts.gaps() { report(field, gap.problem, severity: .warning) }
        return texts.takeResources()
    }

    private mutating func checkResources(_ given: [I18nResource], _ field: String) {
        guard given.count > 1 else { return }
        var repeats = RepeatFinder(count: given.count)
        var standard: Int?
        for (index, resource) in given.enumerated() where !resource.locale.isEmpty {
            if let first = repeats.earlier(resource.locale, at: index, in: given, \.locale) {
                report("\(field)[\(index)].locale", "\(resource.locale) is already in \(field)[\(first)]")
            }
            guard resource.isDefault else { continue }
            if let standard {
                report("\(field)[\(index)].is_default", "\(field)[\(standard)] is already the default")
            } else {
                standard = index
            }
        }
    }

    /// A text: its key. In an event a plain text, an object of texts by locale, or a key whose text is in the resources.
    ///
    /// - Parameter mayBeEmpty: whether "" is a text; otherwise it is none.
    mutating func text(_ value: JSONValue, _ field: String, mayBeEmpty: Bool = false) -> String? {
        if let json = value.string {
            guard isSuperset else { return String(json) }
            if json.hasPrefix("@i18n@") { return givenKey(String(json), field) }
            if json.isEmpty, !mayBeEmpty { return nil }
            let text = String(json)
            measure(text)
            return texts.key(for: text)
        }
        if isSuperset, let object = value.object { return localizedKey(object, field) }
        let expected = isSuperset ? "a text, an object of texts by locale, or an @i18n@ key" : "a string"
        mismatch(field, expected, value)
        return nil
    }

    private mutating func givenKey(_ key: String, _ field: String) -> String {
        if let text = texts.text(for: key) {
            measure(text)
        } else {
            report(field, "the key \(Excerpt.of(key)) has no text in i18n_resources")
        }
        return key
    }

    /// A text that is not Feishu's: plain, or an object of texts by locale. Not empty.
    public mutating func localText(_ value: JSONValue, _ field: String) -> LocalText? {
        if let object = value.object { return byLocale(object, field).map { .byLocale($0) } }
        guard let json = value.string else {
            mismatch(field, "a text, or an object of texts by locale", value)
            return nil
        }
        guard json.isEmpty else { return .plain(String(json)) }
        report(field, "must not be empty")
        return nil
    }

    private mutating func localizedKey(_ object: JSONObject, _ field: String) -> String? {
        guard let byLocale = byLocale(object, field) else { return nil }
        if let longest = byLocale.values.max(by: { $0.unicodeScalars.count < $1.unicodeScalars.count }) {
            measure(longest)
        }
        // Each text is held against each language.
        let limit = limits.languages
        guard texts.resources.count <= limit else {
            report(field, "comes after texts in more than \(limit) languages, which are allowed in all")
            return nil
        }
        return texts.key(for: byLocale)
    }

    private mutating func byLocale(_ object: JSONObject, _ field: String) -> [String: String]? {
        var byLocale: [String: String] = [:]
        let errors = errorCount
        let count = object.count
        let limit = limits.languages
        guard count <= limit else {
            report(field, "has texts in \(count) languages, but at most \(limit) are allowed")
            return nil
        }
        for member in object {
            let name = Excerpt.of(String(member.key))
            let path = field.isEmpty ? name : "\(field).\(name)"
            guard let locale = locale(String(member.key), path) else { continue }
            guard let text = string(member.value, path) else { continue }
            byLocale[locale] = text
        }
        if byLocale.isEmpty, errorCount == errors { report(field, "has no text in any language") }
        return errorCount == errors ? byLocale : nil
    }

    /// The form's lines, whose texts have a common limit.
    mutating func form(_ value: JSONValue, _ field: String) -> [FormField] {
        formLength = 0
        measuresText = isSuperset
        defer { measuresText = false }
        let form: [FormField] = list(value, field)
        let length = formLength
        let limit = limits.formText
        if length > limit {
            report(
                field,
                "its texts are \(length) characters long together; Feishu takes \(limit) and cuts off the rest",
                severity: .warning)
        }
        return form
    }

    private mutating func measure(_ text: String) {
        if measuresText { formLength &+= text.unicodeScalars.count }
    }

    /// Feishu takes a language that it doesn't know, and shows it to nobody.
    private mutating func unknownLocale(_ found: String, _ path: String) -> String? {
        guard KnownLocales.isLocale(found) else {
            report(path, "expected a locale such as zh-CN, found \"\(Excerpt.of(found))\"")
            return nil
        }
        report(
            path,
            {
                let hint =
                    JSONKeyTable(KnownLocales.approval).nearest(to: found).map { "; did you mean \($0)?" } ?? ""
                return "unknown locale \"\(Excerpt.of(found))\", which Feishu would never match\(hint)"
            }(), severity: .warning)
        return found
    }

    /// A language as Feishu spells it.
    mutating func locale(_ found: String, _ path: String) -> String? {
        guard isSuperset else { return found }
        guard let known = KnownLocales.canonical(found) else { return unknownLocale(found, path) }
        if known != found {
            report(path, "the locale \"\(Excerpt.of(found))\" is taken as \(known)", severity: .warning)
        }
        if isMessage, !KnownLocales.message.contains(known) {
            report(
                path, "bot messages are documented for \(KnownLocales.message.joined(separator: ", ")) only",
                severity: .warning)
        }
        return known
    }
}
