import ApprovalContract
import Arguments
import FeishuTypes
import Foundation
import JSON
import Relay

/// `approval-relay check event`.
enum CheckEventCommand {
    static let files = Argument<[String]>("file", .path, help: "Files to check; standard input when none, or -.")
    static let strict = Flag("strict", help: "End with 65 for warnings too.")
    static let json = Flag("json", help: "A JSON document for each event, on a line.")
    static let options: [any Parameter] = [strict, json]

    static func run(_ arguments: ParsedArguments) throws -> ExitCode {
        // Nothing is connected to: a configuration is only needed for what it says of events.
        let settings = try CommonOptions.load(
            arguments, needsFeishu: false, more: ["kafka.bootstrap_servers": "localhost:9092"])
        let inputs = arguments[files].isEmpty ? ["-"] : arguments[files]
        let contents = try inputs.map { (EventText.name(of: $0), try EventText.contents(of: $0)) }
        let check = EventCheck(settings)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        var isSound = true
        for (name, bytes) in contents {
            let events = check.check(bytes, name: name, at: now)
            if events.isEmpty { throw RelayError(.dataErr, "\(name): expected at least one event, found none.") }
            for event in events {
                if event.isRejected || arguments[strict] && event.hasWarnings { isSound = false }
                if arguments[json] {
                    Terminal.print(document(event, name))
                } else {
                    for line in lines(event, name) { Terminal.print(line) }
                }
            }
        }
        return isSound ? .ok : .dataErr
    }

    // MARK: For people

    private static func lines(_ event: CheckedEvent, _ name: String) -> [String] {
        var lines = event.findings.map { finding in
            let isError = finding.problem.severity == .error
            let severity = Terminal.colour(isError ? "error" : "warning", isError ? .red : .yellow)
            return "\(name):\(finding.line): \(severity): \(finding.problem)"
        }
        let what = [event.type, event.id.map { "id \($0)" }].compactMap { $0 }.joined(separator: " ")
        let subject = what.isEmpty ? "the event" : what
        if let reason = event.reason {
            let verdict = Terminal.colour("rejected", .red)
            lines.append("\(name):\(event.line): \(subject): \(verdict), \(reason.code.rawValue): \(reason.detail)")
        } else {
            let commands = event.commands.map { "\($0.kind.rawValue) \($0.key)" }
            let verdict = Terminal.colour("accepted", .green)
            lines.append(
                "\(name):\(event.line): \(subject): \(verdict), "
                    + (commands.isEmpty ? "asks for nothing" : commands.joined(separator: ", ")))
        }
        return lines
    }

    // MARK: For programs

    private static func document(_ event: CheckedEvent, _ name: String) -> String {
        var writer = JSONWriter(capacity: 1024)
        func text(_ key: StaticString, _ value: String?) {
            writer.key(key)
            if let value { writer.value(value) } else { writer.null() }
        }
        writer.beginObject()
        text("file", name)
        writer.key("line")
        writer.value(event.line)
        text("id", event.id)
        text("type", event.type)
        writer.key("accepted")
        writer.value(!event.isRejected)
        text("reason", event.reason?.code.rawValue)
        text("detail", event.reason?.detail)
        writer.key("commands")
        writer.beginArray()
        for command in event.commands {
            writer.beginObject()
            text("id", command.id)
            text("kind", command.kind.rawValue)
            text("app", command.app)
            text("key", command.key)
            writer.endObject()
        }
        writer.endArray()
        writer.key("problems")
        writer.beginArray()
        for finding in event.findings {
            writer.beginObject()
            writer.key("line")
            writer.value(finding.line)
            text("severity", finding.problem.severity.rawValue)
            text("path", finding.problem.path)
            text("problem", finding.problem.problem)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.string()
    }
}
