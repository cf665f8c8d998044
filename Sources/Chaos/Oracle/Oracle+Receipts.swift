extension Oracle {
    /// What a reader has taken so far of one key.
    private struct Taken {
        var through: Int64
        var commands: Set<String> = []
        var cards: Set<String> = []
    }

    /// (7): goes through each partition as a reader would, and compares what it takes with the journal.
    func judgeReceipts(_ facts: CallFacts, _ verdict: inout Verdict) {
        for (partition, records) in receipts {
            var current: String?
            var claims: Set<String> = []
            var taken: [String: Taken] = [:]
            var forgotten: Set<String> = []
            for record in records.sorted(by: { $0.offset < $1.offset }) {
                switch record.content {
                case .claim(let id):
                    current = id
                    claims.insert(id)
                case .tombstone(let claim):
                    guard current == nil || claim == current else { continue }
                    taken[record.key] = nil
                    forgotten.insert(record.key)
                case .receipt(let body):
                    if body.claim.contains("."), !claims.contains(body.claim) {
                        verdict.add(
                            .receipt,
                            "\(record.key)@\(record.offset) was written under \(body.claim), which never claimed the partition",
                            commandID: body.commands.last?.id)
                    }
                    guard current == nil || body.claim == current else { continue }
                    take(body, record, facts, &taken[record.key], &verdict)
                    forgotten.remove(record.key)
                }
            }
            judgeMemory(of: partition, taken, forgotten, facts, &verdict)
        }
    }

    private func take(
        _ body: ObservedReceipt.Body, _ record: ObservedReceipt, _ facts: CallFacts, _ known: inout Taken?,
        _ verdict: inout Verdict
    ) {
        var taken = known ?? Taken(through: body.through)
        if body.through < taken.through {
            verdict.add(
                .receipt, "\(record.key)@\(record.offset) goes back from \(taken.through) to \(body.through)",
                commandID: body.commands.last?.id)
        }
        taken.through = body.through
        for (id, outcome) in body.commands where outcome == "applied" && taken.commands.insert(id).inserted {
            // Checks change nothing and have no effect to look for.
            if commands[id]?.command.kind == "instance.check" { continue }
            guard let effect = facts.firstSuccess[id], effect / 1000 <= record.appendedAt + 1 else {
                verdict.add(
                    .receipt, "\(record.key)@\(record.offset) says that a command was applied when it was not",
                    commandID: id)
                continue
            }
        }
        for (id, carrier) in body.carriers where taken.commands.insert(id).inserted {
            guard let effect = facts.firstSuccess[carrier], effect / 1000 <= record.appendedAt + 1 else {
                verdict.add(
                    .receipt,
                    "\(record.key)@\(record.offset) says that a command was carried by \(carrier) when it was not",
                    commandID: id)
                continue
            }
        }
        for (slot, card) in body.cards where taken.cards.insert(card).inserted {
            let sender = facts.sender[card].flatMap { commands[$0]?.command }
            if sender?.slot != slot || !record.key.hasSuffix(":" + (sender?.key ?? "?")) {
                verdict.add(
                    .receipt, "\(record.key)@\(record.offset) has card \(card) for \(slot), which was not sent for it",
                    commandID: body.commands.last?.id)
            }
        }
        known = taken
    }

    /// At the end a reader must know of everything that was applied.
    private func judgeMemory(
        of partition: LanePartition, _ taken: [String: Taken], _ forgotten: Set<String>, _ facts: CallFacts,
        _ verdict: inout Verdict
    ) {
        let byKey = Dictionary(
            taken.map { ($0.key.split(separator: ":", maxSplits: 1).last.map(String.init) ?? "", $0.value) }
        ) {
            first, _ in first
        }
        let gone = Set(forgotten.map { $0.split(separator: ":", maxSplits: 1).last.map(String.init) ?? "" })
        for history in commands.values
        where history.command.lane == partition.lane && history.command.place.partition == partition.partition
            && (history.result?.outcome == "applied" && facts.firstSuccess[history.command.id] != nil
                || history.result?.outcome == "superseded")
            && !gone.contains(history.command.key)
        {
            if (byKey[history.command.key]?.through ?? -1) < history.command.place.offset {
                verdict.add(
                    .receipt,
                    "the receipt of \(history.command.key) knows nothing of \(history.command.place), which was applied",
                    commandID: history.command.id)
            }
        }
    }
}
