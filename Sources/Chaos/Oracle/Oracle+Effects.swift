extension Oracle {
    /// A command's turn among those of its key and lane: its event's place, then its own within the event.
    struct Position: Comparable {
        var offset: Int64
        var index: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.offset, left.index) < (right.offset, right.index)
        }
    }

    func position(of command: ObservedCommand) -> Position {
        let event = eventNumbers[command.eventID].flatMap { events[$0] }
        return Position(offset: event?.firstOffset ?? command.origin.offset, index: command.index)
    }

    /// What calls did for one approval and lane, in their order.
    private struct Effects {
        var applied: [String: Position] = [:]
        var last: String?
        var latest: (position: Position, id: String)?
        /// How far it was before a repeat began again further back.
        var undone: (position: Position, id: String)?

        /// Those at this position and behind come again.
        mutating func undo(from position: Position) {
            if let latest, latest.position > undone?.position ?? position { undone = latest }
            applied = applied.filter { $0.value < position }
            latest = applied.max { $0.value < $1.value }.map { ($0.value, $0.key) }
        }
    }

    /// (2) and (3): of effects, not of calls. A repeat that Feishu drops is none.
    func judgeEffects(_ verdict: inout Verdict) {
        let replacements = replacements()
        var effects: [LaneKey: Effects] = [:]
        for call in calls.sorted(by: { $0.sequence < $1.sequence }) where call.isEffect {
            guard let command = commands[call.commandID]?.command else { continue }
            let key = LaneKey(lane: command.lane, key: command.key)
            var state = effects[key] ?? Effects()
            defer { effects[key] = state }
            let position = position(of: command)
            func mayReplace() -> Bool {
                command.lane == .definition
                    || replacements[key, default: []].contains { other in
                        other.id == command.id
                            || other.position < position && !isAnswered(other.id, before: call.receivedAt)
                    }
            }
            // A full sync whose answer nobody had is sent again with fewer behind it than the first time: those come again, too.
            if let latest = state.latest, position < latest.position, command.lane == .instance, mayReplace(),
                !state.applied.contains(where: { $0.value > position && isAnswered($0.key, before: call.receivedAt) })
            {
                state.undo(from: position)
            }
            if state.applied[command.id] != nil {
                // The same state written over itself changes nothing; anything between, and it is another.
                if state.last != command.id || !mayReplace() {
                    verdict.add(
                        .twice,
                        "\(command.kind) \(command.slot) of \(command.key) took effect again (call \(call.sequence))",
                        commandID: command.id)
                }
                state.last = command.id
                continue
            }
            state.applied[command.id] = position
            if let latest = state.latest, position < latest.position {
                verdict.add(
                    .inversion,
                    "\(command.kind) \(command.slot) of \(command.key) took effect after \(latest.id), a later command",
                    commandID: command.id)
            } else {
                state.latest = (position, command.id)
            }
            state.last = command.id
        }
        for state in effects.values {
            guard let undone = state.undone, let latest = state.latest, latest.position < undone.position else {
                continue
            }
            verdict.add(
                .inversion, "\(undone.id) was undone by \(latest.id), an earlier command, and did not come again",
                commandID: undone.id)
        }
    }

    /// Full syncs. A call replaces what Feishu has if it is of one, or carries one: that can't have been answered then.
    private func replacements() -> [LaneKey: [(id: String, position: Position)]] {
        var found: [LaneKey: [(id: String, position: Position)]] = [:]
        for history in commands.values where history.command.isReplace {
            let command = history.command
            found[LaneKey(lane: command.lane, key: command.key), default: []].append(
                (command.id, position(of: command)))
        }
        return found
    }

    func isAnswered(_ id: String, before microseconds: Int64) -> Bool {
        commands[id]?.results.contains { $0.appendedAt < microseconds / 1000 } ?? false
    }

    /// What the journal says. A sync that Feishu drops has its effect, too, if a call of a later one had carried it before: that is
    /// so when the later one took effect while this one was not answered, since it can't have overtaken it otherwise.
    func callFacts() -> CallFacts {
        var facts = CallFacts(calls)
        var latest: [String: (position: Position, at: Int64)] = [:]
        for call in calls.sorted(by: { $0.sequence < $1.sequence }) where call.api == "instance_sync" {
            guard let command = commands[call.commandID]?.command else { continue }
            let position = position(of: command)
            if call.isEffect {
                if position > latest[command.key]?.position ?? Position(offset: -1, index: 0) {
                    latest[command.key] = (position, call.receivedAt)
                }
            } else if call.outcome == "dropped", let later = latest[command.key], later.position > position,
                !isAnswered(command.id, before: later.at)
            {
                facts.noteCarried(command.id, at: call.receivedAt)
            }
        }
        return facts
    }
}
