extension Oracle {
    /// How many events that were planned have no answer yet, or not all of theirs, and how many records are not committed.
    public mutating func pending() -> (events: Int, records: Int64) {
        settle()
        let open = events.values.count { $0.places.isEmpty || !isAnswered($0) }
        var ends: [TopicSlice: Int64] = [:]
        for place in commandIDsByPlace.keys { raise(&ends, place) }
        for place in eventNumbersByPlace.keys { raise(&ends, place) }
        var records: Int64 = 0
        for (slice, end) in ends { records += max(0, end - (commits[slice]?.last?.offset ?? 0)) }
        return (open, records)
    }

    private func raise(_ ends: inout [TopicSlice: Int64], _ place: RecordPlace) {
        let slice = TopicSlice(topic: place.topic, partition: place.partition)
        ends[slice] = max(ends[slice] ?? 0, place.offset + 1)
    }

    private func isAnswered(_ event: EventHistory) -> Bool {
        switch event.plan.content {
        case .rejected: return !event.results.isEmpty
        case .commands(let planned):
            return event.commandIDs.count >= planned.count
                && event.commandIDs.allSatisfy { !(commands[$0]?.results.isEmpty ?? true) }
        }
    }

    /// The id of the command that an event makes of this kind and slot.
    func commandID(of event: EventHistory, _ planned: PlannedCommand) -> String? {
        event.commandIDs.first { id in
            commands[id].map { $0.command.kind == planned.kind && $0.command.slot == planned.slot } ?? false
        }
    }
}
