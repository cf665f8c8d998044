import JSON

/// A line of a card's summary: an object around one text.
struct MessageSummary: FeishuBody {
    var summary: String

    private enum Field: String, CaseIterable {
        case summary
    }

    private static let table = FieldTable<Field>(required: [.summary])

    init(_ summary: String) { self.summary = summary }

    /// In an event the text may stand without its object.
    init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init("")
        if context.isSuperset, value.string != nil {
            summary = context.text(value, "", mayBeEmpty: true) ?? ""
            return
        }
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object where context.field(member, in: Self.table, seen: &seen) == .summary {
            summary = context.text(member.value, Field.summary.rawValue, mayBeEmpty: true) ?? ""
        }
        context.require(Self.table, seen: seen)
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("summary", summary)
        writer.endObject()
    }
}
