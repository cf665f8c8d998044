import JSON

/// A line of a card's summary: an object around one text.
struct MessageSummary: FeishuBody {
    var summary: String

    private enum Field: String, CaseIterable {
        case summary
    }

    private static let table = FieldTable<Field>(required: [.summary])

    init(_ summary: String) { self.summary = summary }

    /// In an event the text may stand without its object, in one language or several.
    init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init("")
        if context.isSuperset, value.string != nil {
            summary = context.text(value, "", mayBeEmpty: true) ?? ""
            return
        }
        guard let object = context.object(value) else { return }
        if context.isSuperset, Self.isByLocale(object) {
            summary = context.text(value, "") ?? ""
            return
        }
        var seen = FieldsSeen()
        for member in object where context.field(member, in: Self.table, seen: &seen) == .summary {
            summary = context.text(member.value, Field.summary.rawValue, mayBeEmpty: true) ?? ""
        }
        context.require(Self.table, seen: seen)
    }

    /// Whether each name may be that of a language, and one is that of a language in a region, whether Feishu knows it or not.
    private static func isByLocale(_ object: JSONObject) -> Bool {
        !object.contains { $0.key == "summary" } && object.contains { KnownLocales.isRegional(String($0.key)) }
            && object.allSatisfy { KnownLocales.isLocale(String($0.key)) }
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("summary", summary)
        writer.endObject()
    }
}
