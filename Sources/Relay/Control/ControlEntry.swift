import Delivery
import JSON

/// A record of the control topic. Its key says what it is about; a later one replaces an earlier one.
enum ControlEntry: Sendable, Hashable {
    /// How many partitions the topics of commands and receipts have had since they were made.
    case partitionCount(Int)
    /// A store app's ticket, which Feishu pushes each hour.
    case appTicket(app: String, ticket: String)
    /// What a process spent of the quota, wants of it and lends.
    case quota(incarnation: String, QuotaReport)
    /// Feishu throttles an app and API.
    case throttle(ThrottleNote)
    /// An app and API, or all of an app, is held until somebody has put it right.
    case hold(GroupHold)
    /// A definition pauses since Feishu refused too many of its commands.
    case pause(PauseNote)
    /// An operator lifts holds.
    case release(ReleaseNote)

    static let currentVersion = 1
    private static let quotaPrefix = "quota:"

    /// Whose report a key is; `nil` for other keys.
    static func reporter(_ key: String) -> String? {
        key.hasPrefix(quotaPrefix) ? String(key.dropFirst(quotaPrefix.count)) : nil
    }

    /// The key of a process's report.
    static func reportKey(_ incarnation: String) -> String { quotaPrefix + incarnation }

    var key: String {
        switch self {
        case .partitionCount: "partitions"
        case .appTicket(let app, _): "app_ticket:\(app)"
        case .quota(let incarnation, _): Self.reportKey(incarnation)
        case .throttle(let note): note.key
        case .hold(let hold): GroupHold.key(hold.subject)
        case .pause(let note): note.key
        case .release(let note): note.key
        }
    }

    /// The record's value.
    func bytes() -> [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        write(to: &writer)
        return writer.bytes()
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("v")
        writer.value(Self.currentVersion)
        switch self {
        case .partitionCount(let count):
            writer.key("partitions")
            writer.value(count)
        case .appTicket(let app, let ticket):
            writer.key("app")
            writer.value(app)
            writer.key("app_ticket")
            writer.value(ticket)
        case .quota(_, let report): report.write(to: &writer)
        case .throttle(let note): note.write(to: &writer)
        case .hold(let hold): hold.write(to: &writer)
        case .pause(let note): note.write(to: &writer)
        case .release(let note): note.write(to: &writer)
        }
        writer.endObject()
    }

    /// `nil` for an entry of a kind, or of a newer format, that this build doesn't know: it is left to those who do.
    init?(key: String, _ value: JSONValue) {
        guard let version = value["v"]?.int64, version >= 1, version <= Int64(Self.currentVersion) else { return nil }
        if key == "partitions", let count = value["partitions"]?.int64, (1...1_000_000).contains(count) {
            self = .partitionCount(Int(count))
        } else if key.hasPrefix("app_ticket:"), let app = value["app"]?.stringValue,
            let ticket = value["app_ticket"]?.stringValue, ticket.utf8.count <= 4096
        {
            self = .appTicket(app: app, ticket: ticket)
        } else if let incarnation = Self.reporter(key), let report = QuotaReport(reading: value) {
            self = .quota(incarnation: incarnation, report)
        } else if key.hasPrefix(ThrottleNote.keyPrefix), let note = ThrottleNote(reading: value) {
            self = .throttle(note)
        } else if GroupHold.subject(key) != nil, let hold = GroupHold(reading: value),
            GroupHold.key(hold.subject) == key
        {
            self = .hold(hold)
        } else if key.hasPrefix(PauseNote.keyPrefix), let note = PauseNote(reading: value) {
            self = .pause(note)
        } else if key.hasPrefix(ReleaseNote.keyPrefix), let note = ReleaseNote(reading: value) {
            self = .release(note)
        } else {
            return nil
        }
    }
}
