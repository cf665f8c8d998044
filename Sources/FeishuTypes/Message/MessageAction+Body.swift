public import JSON

extension MessageAction: FeishuBody {
    private enum Field: String, CaseIterable {
        case actionName = "action_name"
        case url
        case androidURL = "android_url"
        case iosURL = "ios_url"
        case pcURL = "pc_url"
    }

    private static let table = FieldTable<Field>(required: [.actionName, .url, .androidURL, .iosURL, .pcURL])
    /// What an event may leave out: one address serves for all.
    private static let inferred = FieldTable<Field>.bits(
        of: [.url, .androidURL, .iosURL, .pcURL], in: table.fields)

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(actionName: "", url: "", androidURL: "", iosURL: "", pcURL: "")
        guard let object = context.object(value) else { return }
        var urlErrors = 0
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            let errors = context.errorCount
            defer { if field != .actionName { urlErrors += context.errorCount - errors } }
            switch field {
            case .actionName: actionName = Self.name(value, field.rawValue, in: &context)
            case .url: url = context.url(value, field.rawValue) ?? ""
            case .androidURL: androidURL = context.url(value, field.rawValue) ?? ""
            case .iosURL: iosURL = context.url(value, field.rawValue) ?? ""
            case .pcURL: pcURL = context.url(value, field.rawValue) ?? ""
            }
        }
        context.require(Self.table, seen: seen, except: context.isSuperset ? Self.inferred : 0)
        guard context.isSuperset else { return }
        completeURLs()
        if url.isEmpty, urlErrors == 0 {
            context.report(Field.url.rawValue, "at least one of url, pc_url, android_url and ios_url is required")
        }
    }

    /// `DETAIL` is Feishu's own word, everything else a text.
    private static func name(_ value: JSONValue, _ field: String, in context: inout ReadingContext) -> String {
        if let json = value.string, json == "DETAIL" { return detail }
        let errors = context.errorCount
        let name = context.text(value, field)
        if name == nil, context.errorCount == errors { context.report(field, "must not be empty") }
        return name ?? ""
    }

    /// Feishu wants all four addresses; a missing one is the nearest that is there: a phone's is the other phone's first.
    private mutating func completeURLs() {
        func first(_ candidates: String...) -> String { candidates.first { !$0.isEmpty } ?? "" }
        let given = self
        url = first(given.url, given.pcURL, given.androidURL, given.iosURL)
        pcURL = first(given.pcURL, url)
        androidURL = first(given.androidURL, given.iosURL, url)
        iosURL = first(given.iosURL, given.androidURL, url)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("action_name", actionName)
        writer.member("url", url)
        writer.member("android_url", androidURL)
        writer.member("ios_url", iosURL)
        writer.member("pc_url", pcURL)
        writer.endObject()
    }
}
