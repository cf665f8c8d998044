import JSON

/// An answer, as a line for people.
enum AnswerLine {
    static func text(_ bytes: [UInt8]) -> String {
        guard let root = try? JSONParser().parse(bytes), let data = root["data"] else {
            return "answer  (not readable) " + String(decoding: bytes.prefix(200), as: UTF8.self)
        }
        let outcome = data["outcome"]?.stringValue ?? "?"
        let command = data["command"]
        let colour: Terminal.Colour =
            switch outcome {
            case "applied", "would_call": .green
            case "rejected", "dead_lettered", "would_reject": .red
            default: .yellow
            }
        let isDry = data["dry_run"]?.bool == true
        var line = Terminal.colour(isDry ? "dry run" : "answer ", .magenta) + " " + Terminal.colour(outcome, colour)
        line += "  \(command?["kind"]?.stringValue ?? data["event"]?["type"]?.stringValue ?? "event")"
        if let subject = root["subject"]?.stringValue { line += " \(subject)" }
        line += "  event \(data["event"]?["id"]?.stringValue ?? "?")"
        if let id = data["message_id"]?.stringValue { line += "  message \(id)" }
        if let code = data["approval_code"]?.stringValue { line += "  code \(code)" }
        if let request = data["request"], let path = request["path"]?.stringValue {
            line += "  \(request["method"]?.stringValue ?? "") \(path)"
        }
        if let reason = data["reason"], !reason.isNull {
            line += "  \(reason["code"]?.stringValue ?? ""): \(reason["detail"]?.stringValue ?? "")"
            for violation in (reason["violations"]?.array).map({ Array($0.prefix(8)) }) ?? [] {
                line +=
                    "\n          \(violation["path"]?.stringValue ?? ""): \(violation["problem"]?.stringValue ?? "")"
            }
        }
        return line
    }
}
