import Delivery
import JSON

/// One process's word that a definition pauses for want of credit (``CreditLines``), for operators. It lapses unless it is renewed.
struct PauseNote: Sendable, Hashable {
    static let keyPrefix = "pause:"
    static let life = Duration.seconds(300)

    /// As Feishu counts it.
    var app: String
    var alias: String
    /// The code that upstream uses, or the name of an API whose commands name none.
    var definition: String
    var detail: String
    /// The process that pauses it.
    var from: String
    /// Epoch milliseconds, by that process's clock.
    var since: Int64

    var key: String { Self.keyPrefix + from + ":" + app + ":" + definition }

    func write(to writer: inout JSONWriter) {
        writer.member("app", app)
        writer.member("alias", alias)
        writer.member("definition", definition)
        writer.member("detail", detail)
        writer.member("from", from)
        writer.member("since", since)
        writer.member("for_ms", Self.life.wholeMilliseconds)
    }
}

extension PauseNote {
    /// `nil` for what no process of ours writes.
    init?(reading value: JSONValue) {
        guard let app = value["app"]?.text(upTo: 256), let alias = value["alias"]?.text(upTo: 64),
            let definition = value["definition"]?.text(upTo: 256), let from = value["from"]?.text(upTo: 64)
        else { return nil }
        self.init(
            app: app, alias: alias, definition: definition,
            detail: value["detail"]?.stringValue.map { $0.cut(to: GroupHold.maximumDetail) } ?? "", from: from,
            since: max(0, value["since"]?.int64 ?? 0))
    }
}
