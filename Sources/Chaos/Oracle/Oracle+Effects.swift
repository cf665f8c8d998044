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

    /// (2) and (3): of effects, not of calls. A repeat that Feishu drops is none.
    func judgeEffects(_ verdict: inout Verdict) {
        struct State {
            var applied: Set<String> = []
            var last: String?
            var latest: (position: Position, id: String)?
        }
        var states: [LaneKey: State] = [:]
        for call in calls.sorted(by: { $0.sequence < $1.sequence }) where call.isEffect {
            guard let command = commands[call.commandID]?.command else { continue }
            let key = LaneKey(lane: command.lane, key: command.key)
            var state = states[key] ?? State()
            defer { states[key] = state }
            if !state.applied.insert(command.id).inserted {
                // The same state written over itself changes nothing; anything between, and it is another.
                let isHarmless = state.last == command.id && (command.isReplace || command.lane == .definition)
                if !isHarmless {
                    verdict.add(
                        .twice,
                        "\(command.kind) \(command.slot) of \(command.key) took effect again (call \(call.sequence))",
                        commandID: command.id)
                }
                state.last = command.id
                continue
            }
            let position = position(of: command)
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
    }
}
