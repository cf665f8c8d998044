extension Oracle {
    /// (5): what was committed must have been done before. A sample's time is that of the answer, so the commit was no later.
    func judgeCommits(_ verdict: inout Verdict) {
        for (slice, samples) in commits.sorted(by: { $0.key.topic < $1.key.topic }) {
            var through: Int64 = 0
            for sample in samples where sample.offset > through {
                // A commit that begins far up belongs to records that were never seen here.
                for offset in through..<min(sample.offset, through + 1_000_000) {
                    judge(RecordPlace(slice.topic, slice.partition, offset), sample, &verdict)
                }
                through = sample.offset
            }
        }
    }

    private func judge(_ place: RecordPlace, _ sample: CommitSample, _ verdict: inout Verdict) {
        let origin = parkedOrigins[place]
        // It stands, or stood, further on in the parked topic by then.
        let isParked = (parkings[origin ?? place] ?? []).contains {
            $0.appendedAt <= sample.seenAt + 1 && (origin == nil || $0.place.offset > place.offset)
        }
        if isParked { return }
        let durable: Int64?
        let (commandID, eventID): (String?, String?)
        if let id = commandIDsByPlace[origin ?? place] {
            durable = commands[id]?.durableAt
            (commandID, eventID) = (id, nil)
        } else if let event = eventNumbersByPlace[place].flatMap({ events[$0] }) {
            durable = routedAt(event)
            (commandID, eventID) = (nil, event.plan.id.isEmpty ? place.description : event.plan.id)
        } else {
            return
        }
        if let durable, durable <= sample.seenAt + 1 { return }
        let late = durable.map { "was done \($0 - sample.seenAt) ms later" } ?? "is not done"
        verdict.add(
            .commit, "\(place) \(late); \(sample.offset) was committed by then", commandID: commandID, eventID: eventID)
    }

    /// When all that an event asks for was durable: its commands, or its rejection.
    private func routedAt(_ event: EventHistory) -> Int64? {
        switch event.plan.content {
        case .rejected:
            guard let answer = event.results.map(\.appendedAt).min(),
                let letter = event.deadLetters.map(\.appendedAt).min()
            else { return nil }
            return max(answer, letter)
        case .commands(let planned):
            var latest: Int64 = 0
            for command in planned {
                guard let id = commandID(of: event, command), let history = commands[id] else { return nil }
                latest = max(latest, history.firstAppendedAt)
            }
            return latest
        }
    }
}
