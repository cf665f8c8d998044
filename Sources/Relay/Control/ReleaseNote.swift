import Delivery
import JSON

/// An operator's word that what matches is lifted. It counts when it is read, and is deleted as soon as it is written.
struct ReleaseNote: Sendable, Hashable {
    static let keyPrefix = "release:"

    /// Names this word among all.
    var id: String
    /// As Feishu counts it; `nil` for all.
    var app: String?
    /// `nil` for all of the app, its tenant's hold among them.
    var api: String?
    /// Only the pause of this definition.
    var definition: String?

    var key: String { Self.keyPrefix + id }

    func matches(_ subject: HoldSubject) -> Bool {
        definition == nil && (app == nil || app == subject.app) && (api == nil || api == subject.api)
    }

    func matches(_ subject: CreditLines.Subject) -> Bool {
        api == nil && (app == nil || app == subject.app) && (definition == nil || definition == subject.definition)
    }

    init(id: String, app: String?, api: String? = nil, definition: String? = nil) {
        self.id = id
        self.app = app
        self.api = api
        self.definition = definition
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        if let app { writer.member("app", app) }
        if let api { writer.member("api", api) }
        if let definition { writer.member("definition", definition) }
    }

    /// `nil` for what no operator of ours writes.
    init?(reading value: JSONValue) {
        guard let id = value["id"]?.text(upTo: 128) else { return nil }
        for member in [value["app"], value["api"], value["definition"]]
        where member != nil && member?.text(upTo: 256) == nil {
            // Whoever means less must not be taken to mean all.
            return nil
        }
        self.init(
            id: id, app: value["app"]?.text(upTo: 256), api: value["api"]?.text(upTo: 256),
            definition: value["definition"]?.text(upTo: 256))
    }
}
