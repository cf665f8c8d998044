import FeishuSimulator

/// A call to the simulated Feishu, as a line for people.
enum CallLine {
    static func text(_ entry: JournalEntry) -> String {
        let isGood = entry.code == 0 && entry.status == 200
        var line = Terminal.colour("call   ", .blue) + " \(entry.api.rawValue)"
        let keys = entry.keys.summary
        if !keys.isEmpty { line += " \(keys)" }
        line += "  " + Terminal.colour("\(entry.status)/\(entry.code)", isGood ? .green : .red) + " \(entry.outcome)"
        if let fault = entry.fault { line += " (fault: \(fault))" }
        return line
    }
}

extension CallKeys {
    /// The ids that say what a call is about.
    fileprivate var summary: String {
        [approvalCode, instanceID, uuid.map { String($0.prefix(12)) }, messageID].compactMap { $0 }.joined(
            separator: " ")
    }
}
