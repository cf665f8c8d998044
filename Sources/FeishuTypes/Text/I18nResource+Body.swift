public import JSON

extension I18nResource: FeishuBody {
    private enum Field: String, CaseIterable {
        case locale, texts
        case isDefault = "is_default"
    }

    private static let table = FieldTable<Field>(required: [.locale, .isDefault, .texts])
    private static let inferred = FieldTable<Field>.bits(of: [.isDefault], in: table.fields)

    /// Reads both shapes of `texts`.
    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(locale: "", isDefault: false, texts: [])
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            switch context.field(member, in: Self.table, seen: &seen) {
            case .locale:
                if let string = context.string(value, Field.locale.rawValue) {
                    locale = context.locale(string, Field.locale.rawValue) ?? ""
                }
            case .isDefault: isDefault = context.bool(value, Field.isDefault.rawValue) ?? false
            case .texts: texts = Self.readTexts(value, in: &context)
            case nil: break
            }
        }
        context.require(Self.table, seen: seen, except: context.isSuperset ? Self.inferred : 0)
    }

    private static func readTexts(_ value: JSONValue, in context: inout ReadingContext) -> [I18nText] {
        let field = Field.texts.rawValue
        var texts: [I18nText] = []
        if let map = value.object {
            texts.reserveCapacity(map.count)
            for member in map {
                let key = String(member.key)
                let mark = context.problems.count
                if let text = context.string(member.value, "") {
                    texts.append(I18nText(key: key, value: text))
                    context.checkKey(key, "")
                }
                context.prefixProblems(from: mark, with: "\(field).\(Excerpt.of(key))")
            }
        } else if value.array != nil {
            texts = context.list(value, field)
            checkKeys(texts, in: &context)
        } else {
            context.mismatch(field, "texts: an array of {key, value}, or an object", value)
        }
        return texts
    }

    private static func checkKeys(_ texts: [I18nText], in context: inout ReadingContext) {
        guard context.isSuperset else { return }
        var repeats = RepeatFinder(count: texts.count)
        for (index, text) in texts.enumerated() where !text.key.isEmpty {
            let mark = context.problems.count
            if let first = repeats.earlier(text.key, at: index, in: texts, \.key) {
                context.report("key", "\(Excerpt.of(text.key)) is already in texts[\(first)]")
            }
            context.prefixProblems(from: mark, with: "\(Field.texts.rawValue)[\(index)]")
        }
    }

    /// Writes `texts` as an array, as the v4 APIs want it.
    public func write(to writer: inout JSONWriter) {
        write(to: &writer, asMap: false)
    }

    /// - Parameter asMap: whether `texts` is a map, as bot messages want it.
    func write(to writer: inout JSONWriter, asMap: Bool) {
        writer.beginObject()
        writer.member("locale", locale)
        writer.member("is_default", isDefault)
        writer.key("texts")
        if asMap {
            writer.beginObject()
            for text in texts {
                writer.key(text.key)
                writer.value(text.value)
            }
            writer.endObject()
        } else {
            writer.beginArray()
            for text in texts { text.write(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }
}

extension ReadingContext {
    mutating func checkKey(_ key: String, _ path: String) {
        guard isSuperset, !key.hasPrefix(TextCollector.prefix) else { return }
        report(path, "expected a key that starts with @i18n@, found \"\(Excerpt.of(key))\"")
    }
}
