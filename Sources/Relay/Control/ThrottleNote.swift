import ApprovalContract
import Delivery
import JSON

/// One process's word to the others that Feishu throttles an app and API.
struct ThrottleNote: Sendable, Hashable {
    static let keyPrefix = "throttle:"

    var subject: HoldSubject
    /// The process that was told.
    var from: String
    /// From when it was written.
    var duration: Duration

    var key: String { Self.keyPrefix + subject.app + ":" + (subject.api ?? "") }

    init(subject: HoldSubject, from: String, duration: Duration) {
        self.subject = subject
        self.from = from
        self.duration = duration
    }

    func write(to writer: inout JSONWriter) {
        writer.member("app", subject.app)
        writer.member("api", subject.api ?? "")
        writer.member("from", from)
        writer.member("for_ms", duration.wholeMilliseconds)
    }

    /// `nil` for what no process of ours writes.
    init?(reading value: JSONValue) {
        guard let app = value["app"]?.text(upTo: 256), let api = value["api"]?.text(upTo: 64),
            let from = value["from"]?.text(upTo: 64),
            let duration = value["for_ms"]?.milliseconds(upTo: ThrottleHold.longest)
        else { return nil }
        self.init(subject: HoldSubject(app: app, api: api), from: from, duration: duration)
    }
}
