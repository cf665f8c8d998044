import FeishuTypes
public import JSON

/// Something that a group holds back, as the control topic says, for people.
public struct HeldItem: Sendable, Hashable {
    /// What the configuration of the process that found it calls the app.
    public var alias: String
    /// The app as Feishu counts it: its id, for a store app with its tenant.
    public var app: String
    /// `nil` for all APIs.
    public var api: String?
    /// Of a pause for want of credit: the definition's code, or the name of an API whose commands name none.
    public var definition: String?
    public var reason: String
    /// What Feishu said; empty if unknown.
    public var detail: String
    /// Epoch milliseconds; by the clock of the process that found it.
    public var since: Int64?
    /// Until it ends by itself at the latest; `nil` if that has no bound.
    public var left: Duration?
    /// Tries so far whether it is put right.
    public var tries: Int
    /// Keys of the control topic that say it.
    var keys: [String]

    /// Whether an app's alias, id, or id and tenant is meant.
    public func isOf(app name: String) -> Bool {
        name == alias || name == app || app.hasPrefix(name + "/")
    }

    /// An object on one line.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("app")
        writer.value(alias)
        writer.key("app_id")
        writer.value(app)
        writer.key("api")
        if let api { writer.value(api) } else { writer.null() }
        writer.key("definition")
        if let definition { writer.value(definition) } else { writer.null() }
        writer.key("reason")
        writer.value(reason)
        writer.key("detail")
        writer.value(detail)
        writer.key("since")
        if let since { writer.value(RFC3339.string(since)) } else { writer.null() }
        writer.key("left_seconds")
        if let left { writer.value(left.wholeMilliseconds / 1000) } else { writer.null() }
        writer.key("tries")
        writer.value(tries)
        writer.endObject()
    }

    /// Columns for people: app, API, reason, since when, how long still, tries, what Feishu said.
    public var columns: [String] {
        [
            alias, definition.map { "definition \($0)" } ?? api ?? "all APIs", reason,
            since.map { "since " + RFC3339.string($0) } ?? "",
            left.map { "ends in \(Self.rough($0)) at the latest" } ?? "",
            tries == 0 ? "" : tries == 1 ? "tried once" : "tried \(tries) times",
            detail,
        ]
    }

    /// As precise as people want it.
    private static func rough(_ duration: Duration) -> String {
        let seconds = max(0, duration.wholeMilliseconds / 1000)
        if seconds >= 2 * 86_400 { return "\(seconds / 86_400)d" }
        if seconds >= 2 * 3600 { return "\(seconds / 3600)h" }
        return seconds >= 120 ? "\(seconds / 60)m" : "\(seconds)s"
    }
}
