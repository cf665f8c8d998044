extension Oracle {
    /// Every record, call and commit that concerns the event of a violation, and what became of the processes that had to do
    /// with it, by time. Times are milliseconds since the first line.
    public func history(of violation: Violation) -> [String] {
        let number =
            violation.eventID.flatMap { eventNumbers[$0] }
            ?? violation.commandID.flatMap { commands[$0] }.flatMap { eventNumbers[$0.command.eventID] }
        var ids: Set<String> = []
        if let id = violation.commandID { ids.insert(id) }
        var lines: [HistoryLine] = []
        if let event = number.flatMap({ events[$0] }) {
            ids.formUnion(event.commandIDs)
            lines += published(event)
        }
        for id in ids { lines += records(of: id) }
        let involved = calls.filter { ids.contains($0.commandID) }
        lines += involved.map(line)
        let receipts = receiptLines(ids)
        lines += receipts
        let names = involved.compactMap(\.incarnation) + receipts.map { Self.incarnation(ofClaim: $0.who) }
        let began = lines.map(\.at).min() ?? 0
        lines += claimLines(ids, since: began)
        lines += fates(Set(names)).filter { $0.at >= began }
        let sorted = lines.sorted { $0.at < $1.at }
        guard let first = sorted.first else { return ["nothing else is known of it"] }
        return sorted.map { line in
            let elapsed = String((line.at - first.at) / 1000)
            let pad = String(repeating: " ", count: max(0, 8 - elapsed.count))
            return "\(pad)\(elapsed) ms  \(line.who): \(line.text)"
        }
    }

    private func published(_ event: EventHistory) -> [HistoryLine] {
        lines(
            of: event.places.map { ($0.place, $0.at) }, who: "upstream", "published \(event.plan.id)",
            more: ": \(event.plan.summary)", event.results, event.deadLetters)
    }

    private func records(of id: String) -> [HistoryLine] {
        guard let history = commands[id] else { return [] }
        return lines(
            of: history.places.map { ($0.place, $0.appendedAt) }, who: "kafka",
            "command \(id) \(history.command.kind) \(history.command.slot)", more: "", history.results,
            history.deadLetters)
    }

    /// Where something was written, what was committed beyond it, and what it was answered with.
    ///
    /// - Parameter places: with their times in epoch milliseconds.
    private func lines(
        of places: [(place: RecordPlace, at: Int64)], who: String, _ what: String, more: String,
        _ results: [ObservedResult], _ deadLetters: [ObservedDeadLetter]
    ) -> [HistoryLine] {
        places.map { HistoryLine(at: $0.at * 1000, who: who, text: "\(what) at \($0.place)\(more)") }
            + places.flatMap { commitLines(of: $0.place) } + results.map(line) + deadLetters.map(line)
    }

    /// The first commit seen beyond a record.
    private func commitLines(of place: RecordPlace) -> [HistoryLine] {
        let samples = commits[TopicSlice(topic: place.topic, partition: place.partition)] ?? []
        guard let passed = samples.first(where: { $0.offset > place.offset }) else { return [] }
        return [
            HistoryLine(
                at: passed.seenAt * 1000, who: "group",
                text: "committed \(passed.offset) of \(place.topic)/\(place.partition), beyond \(place.offset)")
        ]
    }

    private func line(_ result: ObservedResult) -> HistoryLine {
        HistoryLine(
            at: result.appendedAt * 1000, who: "kafka",
            text: "answer \(result.place): \(result.outcome) \(result.reason ?? "") for \(result.id), "
                + "\(result.attempts) attempts")
    }

    private func line(_ letter: ObservedDeadLetter) -> HistoryLine {
        HistoryLine(
            at: letter.appendedAt * 1000, who: "kafka",
            text: "dead letter \(letter.place): \(letter.reason) of \(letter.origin)")
    }

    func line(_ call: ObservedCall) -> HistoryLine {
        let answered = call.answeredAt.map { "answered after \(($0 - call.receivedAt) / 1000) ms" } ?? "never answered"
        return HistoryLine(
            at: call.receivedAt, who: call.incarnation ?? "a worker",
            text: "call \(call.sequence) \(call.api) for \(call.commandID): \(call.outcome), HTTP \(call.status), "
                + "code \(call.code)\(call.fault.map { ", fault \($0)" } ?? ""), \(answered)")
    }

    private func receiptLines(_ ids: Set<String>) -> [HistoryLine] {
        receipts.values.joined().compactMap { record in
            guard case .receipt(let body) = record.content else { return nil }
            let told = body.commands.filter { ids.contains($0.id) }
            guard !told.isEmpty else { return nil }
            let text = told.map { "\($0.id) \($0.outcome)" }.joined(separator: ", ")
            return HistoryLine(
                at: record.appendedAt * 1000, who: body.claim,
                text: "receipt \(record.lane.rawValue)/\(record.partition)@\(record.offset) of \(record.key), through "
                    + "\(body.through): \(text)")
        }
    }

    /// Who owned the partitions that the commands are in, and who claimed them later.
    private func claimLines(_ ids: Set<String>, since began: Int64) -> [HistoryLine] {
        let partitions = Set(
            ids.compactMap { commands[$0]?.command }.map { LanePartition(lane: $0.lane, partition: $0.place.partition) }
        )
        return partitions.flatMap { partition in
            let lines = (receipts[partition] ?? []).compactMap { record -> HistoryLine? in
                guard case .claim(let id) = record.content else { return nil }
                return HistoryLine(
                    at: record.appendedAt * 1000, who: id,
                    text: "claimed \(partition.lane.rawValue)/\(partition.partition) at receipt offset \(record.offset)"
                )
            }
            return lines.filter { $0.at < began }.suffix(1) + lines.filter { $0.at >= began }
        }
    }

    func fates(_ incarnations: Set<String>) -> [HistoryLine] {
        var names: [Int32: String] = [:]
        for event in processes {
            if case .named(let name) = event.kind { names[event.pid] = name }
        }
        return processes.compactMap { event in
            guard let name = names[event.pid], incarnations.contains(name) else { return nil }
            return HistoryLine(at: event.at * 1000, who: name, text: "worker \(event.worker): \(event.kind)")
        }
    }
}
