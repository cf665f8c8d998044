import ApprovalContract
import FeishuTypes
import Foundation
import JSON
import Routing
import ScheduleSupport

/// Bodies as the relay sends them to Feishu.
enum SentBodies {
    struct Sent {
        var kind: String
        var body: JSONValue
    }

    static let code = "EFB8FC41-D44D-CFA9-0CD5-AAB4A8FC6747"

    /// Those of an event's commands; none for a rejected one. A sync with what execution puts into it.
    static func bodies(of event: String) throws -> [Sent] {
        guard case .commands(let commands, _) = WireSamples.decide(event) else { return [] }
        return try commands.map { command in
            guard case .bytes(let bytes) = command.body else { throw WireSamples.Unexpected() }
            let body = try JSONParser().parse(bytes)
            guard command.kind == .instanceSync else { return Sent(kind: command.kind.rawValue, body: body) }
            var writer = JSONWriter()
            InstanceSync.write(body, version: WireSamples.now, approvalCode: code, to: &writer)
            return Sent(kind: command.kind.rawValue, body: try JSONParser().parse(writer.bytes()))
        }
    }

    /// Several syncs in one, as execution merges them.
    static func merged(_ events: [String]) throws -> Sent {
        var merge = SyncMerge()
        for event in events {
            for sent in try bodies(of: event) where sent.kind == CommandKind.instanceSync.rawValue {
                var context = ReadingContext(mode: .plain)
                guard merge.add(InstanceSync(salvaging: sent.body, in: &context), byteCount: 4096) else {
                    throw WireSamples.Unexpected()
                }
            }
        }
        guard let result = merge.result(version: WireSamples.now) else { throw WireSamples.Unexpected() }
        return Sent(kind: CommandKind.instanceSync.rawValue, body: try json(result))
    }

    static func json(_ body: some FeishuBody) throws -> JSONValue {
        var writer = JSONWriter()
        body.write(to: &writer)
        return try JSONParser().parse(writer.bytes())
    }

    /// The whole events of a document of the package.
    static func examples(of document: String) throws -> [String] {
        let text = try String(contentsOf: TestPython.package.appending(path: document), encoding: .utf8)
        return text.components(separatedBy: "```json\n").dropFirst().map {
            String($0.prefix(upTo: $0.firstRange(of: "```")?.lowerBound ?? $0.endIndex))
        }
        .filter { (try? JSONParser().parse($0))?["type"]?.stringValue?.hasPrefix("approval.result") == false }
    }
}
