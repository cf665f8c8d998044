extension Oracle {
    private static let failures: Set<String> = ["dead_lettered", "rejected"]

    /// (6): dead letters and answers belong together, both ways, and say the same.
    func judgeDeadLetters(_ verdict: inout Verdict) {
        for history in commands.values {
            judge(history.deadLetters, history.results, commandID: history.command.id, eventID: nil, &verdict)
        }
        for event in events.values {
            let name = event.plan.id.isEmpty ? event.places.first?.place.description : event.plan.id
            judge(event.deadLetters, event.results, commandID: nil, eventID: name, &verdict)
        }
        for case .deadLetter(let letter) in early {
            verdict.add(.deadLetter, "the dead letter \(letter.place) belongs to nothing that is known")
        }
    }

    private func judge(
        _ letters: [ObservedDeadLetter], _ results: [ObservedResult], commandID: String?, eventID: String?,
        _ verdict: inout Verdict
    ) {
        let failed = results.filter { Self.failures.contains($0.outcome) }
        for letter in letters where !failed.contains(where: { $0.reason == letter.reason }) {
            let found = results.map { "\($0.outcome) \($0.reason ?? "")" }.joined(separator: ", ")
            verdict.add(
                .deadLetter,
                "the dead letter \(letter.place) (\(letter.reason)) has no answer that says so; found: "
                    + (found.isEmpty ? "none" : found), commandID: commandID, eventID: eventID)
        }
        for result in failed where !letters.contains(where: { $0.reason == result.reason }) {
            verdict.add(
                .deadLetter, "the answer \(result.place) (\(result.outcome) \(result.reason ?? "")) has no dead letter",
                commandID: commandID, eventID: eventID)
        }
    }
}
