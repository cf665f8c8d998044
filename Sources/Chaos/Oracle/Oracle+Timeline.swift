extension Oracle {
    /// All calls, claims and what befell the processes, by time: for who looks into a step that was kept. Times are epoch
    /// milliseconds.
    public func timeline() -> [String] {
        var lines = calls.map(line)
        for records in receipts.values {
            for record in records {
                guard case .claim(let id) = record.content else { continue }
                lines.append(
                    HistoryLine(
                        at: record.appendedAt * 1000, who: id,
                        text: "claimed \(record.lane.rawValue)/\(record.partition) at \(record.offset)"))
            }
        }
        lines += processes.map { event in
            HistoryLine(at: event.at * 1000, who: "worker \(event.worker), pid \(event.pid)", text: "\(event.kind)")
        }
        return lines.sorted { $0.at < $1.at }.map { "\($0.at / 1000)  \($0.who): \($0.text)" }
    }
}
