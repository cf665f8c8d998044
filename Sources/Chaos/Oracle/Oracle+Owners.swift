extension Oracle {
    /// (4): calls of one key and lane by two processes at one time, and calls of a process whose partition another has
    /// claimed. Needs request ids that name the process.
    func judgeOwners(_ verdict: inout Verdict) {
        let lives = ProcessLives(processes)
        var byKey: [LaneKey: [ObservedCall]] = [:]
        for call in calls where call.incarnation != nil {
            guard let command = commands[call.commandID]?.command else { continue }
            byKey[LaneKey(lane: command.lane, key: command.key), default: []].append(call)
        }
        for (key, calls) in byKey {
            var open: [(call: ObservedCall, end: Int64)] = []
            for call in calls.sorted(by: { $0.receivedAt < $1.receivedAt }) {
                open.removeAll { $0.end <= call.receivedAt }
                if let other = open.first(where: { $0.call.incarnation != call.incarnation }) {
                    verdict.add(
                        .owners,
                        "\(key.lane.rawValue) \(key.key): call \(call.sequence) by \(call.incarnation ?? "") while call "
                            + "\(other.call.sequence) by \(other.call.incarnation ?? "") was under way",
                        commandID: call.commandID)
                }
                open.append((call, end(of: call, lives)))
            }
        }
        judgeClaims(&verdict)
    }

    /// Microseconds at which a call is over for who made it.
    private func end(of call: ObservedCall, _ lives: ProcessLives) -> Int64 {
        // A connection that Feishu breaks is over at once; one that it lets hang, when the client has had enough.
        let isBroken = call.fault == "reset" || call.fault == "close"
        let answered = call.answeredAt ?? (isBroken ? call.receivedAt : .max)
        let patience = call.receivedAt + policy.requestTimeout * 1000
        let death = call.incarnation.flatMap { lives.endedAt($0) }.map { $0 * 1000 } ?? .max
        return min(answered, patience, death) - 2000
    }

    private func judgeClaims(_ verdict: inout Verdict) {
        var claims: [LanePartition: [(at: Int64, incarnation: String)]] = [:]
        for (partition, records) in receipts {
            claims[partition] = records.compactMap { record in
                guard case .claim(let id) = record.content else { return nil }
                return (record.appendedAt, Self.incarnation(ofClaim: id))
            }
        }
        for call in calls {
            guard let incarnation = call.incarnation, let history = commands[call.commandID] else { continue }
            let partition = LanePartition(
                lane: history.command.lane, partition: history.command.place.partition)
            let received = call.receivedAt / 1000
            guard let owner = claims[partition]?.last(where: { $0.at + policy.slack <= received }),
                owner.incarnation != incarnation
            else { continue }
            // Its own claim may be of the very moment that the clocks leave open.
            let isJustClaimed = claims[partition]?.contains {
                $0.incarnation == incarnation && abs($0.at - received) <= policy.slack
            }
            if isJustClaimed ?? false { continue }
            verdict.add(
                .owners,
                "call \(call.sequence) by \(incarnation) came \(received - owner.at) ms after \(owner.incarnation) had "
                    + "claimed \(partition.lane.rawValue)/\(partition.partition)",
                commandID: call.commandID)
        }
    }

    /// A claim's id is the incarnation, a dot and a number.
    static func incarnation(ofClaim id: String) -> String {
        id.lastIndex(of: ".").map { String(id[..<$0]) } ?? id
    }
}
