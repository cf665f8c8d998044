extension Oracle {
    /// - Parameters:
    ///   - quietFrom: epoch milliseconds at which the last fault ended.
    ///   - quietUntil: epoch milliseconds at which publishing ended.
    public func figures(quietFrom: Int64, quietUntil: Int64) -> Figures {
        var figures = Figures()
        figures.events = events.values.count { !$0.places.isEmpty }
        figures.commands = commands.count
        figures.calls = calls.count
        figures.repeats = calls.count - Set(calls.map(\.commandID)).count
        figures.repeatsAfterKill = repeatsAfterKill()
        figures.recovery = recovery(quietFrom, quietUntil)
        return figures
    }

    private func repeatsAfterKill() -> [Int] {
        let lives = ProcessLives(processes)
        var names: [Int32: String] = [:]
        var kills: [String: Int] = [:]
        for event in processes.sorted(by: { $0.at < $1.at }) {
            switch event.kind {
            case .named(let name): names[event.pid] = name
            case .ended(-9, true): if let name = names[event.pid] { kills[name] = 0 }
            default: break
            }
        }
        guard !kills.isEmpty else { return [] }
        var last: [String: ObservedCall] = [:]
        for call in calls.sorted(by: { $0.sequence < $1.sequence }) {
            defer { last[call.commandID] = call }
            guard let before = last[call.commandID], let victim = before.incarnation, victim != call.incarnation,
                kills[victim] != nil, let death = lives.endedAt(victim), death * 1000 <= call.receivedAt,
                before.isSuccess || before.outcome == "dropped" || before.answeredAt ?? .max > death * 1000
            else { continue }
            kills[victim, default: 0] += 1
        }
        return Array(kills.values)
    }

    /// Windows of a second, each 100 ms.
    private func recovery(_ from: Int64, _ until: Int64) -> Int64? {
        guard until - from >= 1000 else { return nil }
        let made = commands.values.count { $0.firstAppendedAt >= from && $0.firstAppendedAt < until }
        let needed = Double(made) / Double(until - from) * 1000 * 0.95
        let answers = commands.values.compactMap { $0.results.map(\.appendedAt).min() }.filter { $0 >= from }.sorted()
        guard let end = answers.last else { return nil }
        var low = 0
        var high = 0
        for start in stride(from: from, through: end, by: 100) {
            while low < answers.count, answers[low] < start { low += 1 }
            while high < answers.count, answers[high] < start + 1000 { high += 1 }
            if Double(high - low) >= needed { return start - from }
        }
        return nil
    }
}
