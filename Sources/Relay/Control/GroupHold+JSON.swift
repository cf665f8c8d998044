import ApprovalContract
import Delivery
import JSON

extension GroupHold {
    static let keyPrefix = "hold:"
    /// Bytes of what Feishu said that are kept.
    static let maximumDetail = 512

    static func key(_ subject: HoldSubject) -> String { keyPrefix + subject.app + ":" + (subject.api ?? "*") }

    /// Whose record a key is; `nil` for other keys.
    static func subject(_ key: String) -> HoldSubject? {
        guard key.hasPrefix(keyPrefix), let colon = key.lastIndex(of: ":") else { return nil }
        let start = key.index(key.startIndex, offsetBy: keyPrefix.count)
        guard start < colon else { return nil }
        let api = String(key[key.index(after: colon)...])
        return HoldSubject(app: String(key[start..<colon]), api: api == "*" ? nil : api)
    }

    func write(to writer: inout JSONWriter) {
        writer.member("app", subject.app)
        if let api = subject.api { writer.member("api", api) }
        writer.member("alias", alias)
        writer.member("reason", reason)
        writer.member("detail", detail)
        writer.member("id", id)
        writer.member("probe", Int64(probe))
        writer.member("from", self.writer)
        writer.member("since", since)
        writer.member("for_ms", duration.wholeMilliseconds)
        writer.member("probe_every_ms", interval.wholeMilliseconds)
    }

    /// `nil` for what no process of ours writes.
    init?(reading value: JSONValue) {
        guard let app = value["app"]?.text(upTo: 256), let reason = value["reason"]?.text(upTo: 64),
            let id = value["id"]?.text(upTo: 128), let from = value["from"]?.text(upTo: 64),
            let probe = value["probe"]?.int64, (0...1_000_000_000).contains(probe),
            let duration = value["for_ms"]?.milliseconds(upTo: Self.longest),
            let interval = value["probe_every_ms"]?.milliseconds(upTo: Self.longestInterval)
        else { return nil }
        if value["api"] != nil, value["api"]?.text(upTo: 64) == nil { return nil }
        self.init(
            subject: HoldSubject(app: app, api: value["api"]?.text(upTo: 64)), reason: reason,
            detail: value["detail"]?.stringValue.map { $0.cut(to: Self.maximumDetail) } ?? "",
            alias: value["alias"]?.text(upTo: 64) ?? app, id: id, probe: Int(probe), writer: from,
            since: max(0, value["since"]?.int64 ?? 0), duration: duration, interval: interval)
    }
}

extension String {
    /// No longer than that many bytes, whole characters kept.
    func cut(to bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var end = startIndex
        var count = 0
        for index in indices {
            count += self[index].utf8.count
            guard count <= bytes else { break }
            end = self.index(after: index)
        }
        return String(self[..<end])
    }
}
