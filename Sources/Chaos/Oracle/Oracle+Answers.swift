extension Oracle {
    /// Dead letters for these reasons say that nobody knows, or that patience was at its end; an effect is no contradiction.
    private static let passing: Set<String> = ["attempts_exhausted", "too_old", "in_doubt", "feishu_unknown_code"]

    /// (1) and (8).
    func judgeAnswers(_ facts: CallFacts, _ verdict: inout Verdict) {
        for event in events.values.sorted(by: { $0.plan.number < $1.plan.number }) where !event.places.isEmpty {
            switch event.plan.content {
            case .rejected(let reason): judgeRejection(event, reason, &verdict)
            case .commands(let planned):
                for command in planned {
                    guard let id = commandID(of: event, command), let history = commands[id] else {
                        verdict.add(
                            .lost, "\(event.plan.summary): no \(command.kind) \(command.slot) was made",
                            eventID: event.plan.id)
                        continue
                    }
                    judge(history, command, facts, &verdict)
                }
                if event.commandIDs.count > planned.count {
                    verdict.add(
                        .answer, "\(event.plan.summary) made \(event.commandIDs.count) commands, not \(planned.count)",
                        eventID: event.plan.id)
                }
            }
        }
        for id in facts.firstSuccess.keys where commands[id] == nil {
            verdict.add(.answer, "Feishu was called for a command that no topic holds", commandID: id)
        }
    }

    private func judgeRejection(_ event: EventHistory, _ reason: String, _ verdict: inout Verdict) {
        let name = event.plan.id.isEmpty ? "\(event.places.first?.place.description ?? "")" : event.plan.id
        guard !event.results.isEmpty else {
            verdict.add(.lost, "\(event.plan.summary) (\(name)) was not answered", eventID: name)
            return
        }
        for result in event.results where result.outcome != "rejected" || result.reason != reason {
            verdict.add(
                .answer,
                "\(event.plan.summary) was answered \(result.outcome) \(result.reason ?? ""), not rejected \(reason)",
                eventID: name)
        }
        if !event.commandIDs.isEmpty {
            verdict.add(.answer, "\(event.plan.summary) made commands all the same", eventID: name)
        }
    }

    private func judge(
        _ history: CommandHistory, _ planned: PlannedCommand, _ facts: CallFacts, _ verdict: inout Verdict
    ) {
        let id = history.command.id
        let name = "\(planned.kind) \(planned.slot) of \(history.command.key)"
        let hasEffect = facts.firstSuccess[id] != nil
        guard let result = history.result else {
            verdict.add(.lost, "\(name) was not answered", commandID: id)
            if hasEffect { verdict.add(.answer, "\(name) took effect and was not answered", commandID: id) }
            return
        }
        // A repeat that came long after may say no more than that.
        func isLaterWord(_ other: ObservedResult) -> Bool { other.outcome == "unchanged" && other.reason == "older" }
        if let other = history.results.first(where: { $0.outcome != result.outcome && !isLaterWord($0) }) {
            verdict.add(
                .answer, "\(name) was answered \(result.outcome) and \(other.outcome)", commandID: id)
        }
        func wrong(_ text: String) { verdict.add(.answer, "\(name) \(text)", commandID: id) }
        let isPassing = Self.passing.contains(result.reason ?? "")
        switch result.outcome {
        case "applied":
            if case .refused = planned.ending { return wrong("was applied; it had to be refused") }
            if !hasEffect { wrong("was answered applied without an effect") }
        case "superseded":
            guard let carrier = result.supersededBy.flatMap({ commands[$0] }), carrier.result?.outcome == "applied",
                let effect = facts.firstSuccess[carrier.command.id]
            else {
                return wrong("was answered superseded by \(result.supersededBy ?? "nothing"), which took no effect")
            }
            if history.command.kind != "instance.sync" || carrier.command.kind != "instance.sync"
                || carrier.command.key != history.command.key
                || position(of: carrier.command) < position(of: history.command)
            {
                wrong("was answered superseded by \(carrier.command.id), which can't carry it")
            }
            if history.results.contains(where: { $0.appendedAt < effect / 1000 }) {
                wrong("was answered superseded before \(carrier.command.id) took effect")
            }
        case "unchanged":
            if planned.ending == .appliedIfSent, !wasSent(history.command, facts) { return }
            if !hasEffect { wrong("was answered unchanged (\(result.reason ?? "")) although its effect was due") }
        case "dead_lettered" where planned.ending == .refused(result.reason ?? ""):
            if hasEffect { wrong("was set aside and took effect") }
        case "dead_lettered" where isPassing:
            verdict.setAside += 1
        default:
            wrong("was answered \(result.outcome) \(result.reason ?? "")")
            if hasEffect { wrong("took effect although it was answered \(result.outcome)") }
        }
    }

    /// Whether the card that an update is about was sent by a command before it.
    private func wasSent(_ update: ObservedCommand, _ facts: CallFacts) -> Bool {
        let position = position(of: update)
        return commands.values.contains { other in
            other.command.kind == "message.send" && other.command.key == update.key
                && other.command.slot == update.slot && facts.firstSuccess[other.command.id] != nil
                && self.position(of: other.command) < position
        }
    }
}
