import ApprovalContract
import FeishuTypes
import JSON
import Relay

/// Events in a file: one, an array of them, or one on each line.
struct EventFileTarget: FuzzTarget {
    let words = JSONWords.all + EventSeeds.words
    private let settings = RelayConfiguration()

    var seeds: [[UInt8]] {
        let few = EventSeeds.structured.prefix(3).map { String(decoding: $0, as: UTF8.self) }
        let lines = few.map { $0.split(separator: "\n").joined(separator: " ") }.joined(separator: "\n")
        let array = "[" + few.joined(separator: ",\n") + "]"
        return EventSeeds.structured + [Array(lines.utf8), Array(array.utf8)]
    }

    func judge(_ bytes: [UInt8]) {
        let events = EventCheck(settings).check(bytes, name: "events.json", at: EventSeeds.now)
        let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
        for event in events {
            require((1...lines).contains(event.line), "line \(event.line) of \(lines)")
            require(event.reason == nil || event.commands.isEmpty, "rejected, and yet a command")
            require(
                event.commands.isEmpty || event.findings.allSatisfy { $0.problem.severity == .warning },
                "a command of what is wrong")
            for finding in event.findings {
                require((1...lines).contains(finding.line), "line \(finding.line) of \(lines)")
            }
            Problems.check(event.findings.map(\.problem))
        }
    }
}
