import ApprovalContract
import FeishuAPI
import JSON

@testable import Relay

/// Records of the control topic: a key, a line's end, a value.
struct ControlTarget: FuzzTarget {
    let words =
        JSONWords.all + FeishuEndpoint.allCases.map { $0.rawValue } + Lane.allCases.map { "\"\($0.rawValue)\"" }
        + ["partitions\n", "app_ticket:", "quota:", "throttle:", "hold:", "pause:", "release:", ":*\n"]
        + [
            "v", "partitions", "app", "app_ticket", "number", "final", "spent", "by_age", "wants", "calls", "loans",
            "to", "request", "api", "lane",
            "from", "for_ms", "alias", "reason", "detail", "id", "probe", "since", "probe_every_ms", "definition",
        ].map { "\"\($0)\":" }
    private let parser = JSONParser()

    var seeds: [[UInt8]] {
        let held = #""alias":"default","reason":"permission","detail":"x","id":"h","probe":1,"from":"r-1","since":1"#
        let quota = #""app":"a","api":"instance.sync","lane":"instance""#
        let entries = [
            "partitions": #"{"v":1,"partitions":12}"#,
            "app_ticket:cli_a": #"{"v":1,"app":"cli_a","app_ticket":"t"}"#,
            "quota:r-1":
                #"{"v":1,"number":3,"final":true,"partitions":{"instance":[0,1]},"spent":[{\#(quota),"by_age":[1,2]}],"#
                + #""wants":[{\#(quota),"calls":5}],"loans":[{\#(quota),"to":"r-2","request":1,"calls":2}]}"#,
            ThrottleNote.keyPrefix + "a": #"{"v":1,"app":"a","api":"instance.sync","from":"r-1","for_ms":1500}"#,
            "hold:a:*": #"{"v":1,"app":"a",\#(held),"for_ms":1000,"probe_every_ms":1000}"#,
            "hold:a:message.send":
                #"{"v":1,"app":"a","api":"message.send",\#(held),"for_ms":1000,"probe_every_ms":1000}"#,
            PauseNote.keyPrefix + "a":
                #"{"v":1,"app":"a","alias":"default","definition":"d","detail":"x","from":"r-1","since":1,"for_ms":1000}"#,
            ReleaseNote.keyPrefix + "w": #"{"v":1,"id":"w","app":"a","api":"message.send"}"#,
        ]
        return entries.map { Array("\($0.key)\n\($0.value)".utf8) }
    }

    func judge(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let value = try? parser.parse(parts[1]).compacted() else { return }
        let key = String(decoding: parts[0], as: UTF8.self)
        let entry = MemoryBound.keep(for: bytes.count) { ControlEntry(key: key, value) }
        guard let entry else { return }
        guard let written = try? JSONParser().parse(entry.bytes()) else { fatalError("written as what is no JSON") }
        let again = ControlEntry(key: entry.key, written)
        require(again == entry, "\(entry) is read again as \(String(describing: again))")
    }
}
