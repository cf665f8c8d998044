import Testing

@testable import Chaos

@Suite struct RandomRunTests {
    @Test(.timeLimit(.minutes(2))) func soundRunsAreSound() {
        for seed in UInt64(0)..<300 {
            let verdict = RandomRun(seed: seed, events: 80).judge()
            #expect(verdict.isSound, "seed \(seed): \(verdict.violations.map(\.text).prefix(3))")
        }
    }

    /// One thing is changed in a sound run, and the count that it belongs to must not stay 0.
    @Test(.timeLimit(.minutes(2)), arguments: Harm.allCases) func whateverIsHarmedIsFound(_ harm: Harm) {
        var harmed = 0
        for seed in UInt64(0)..<100 {
            var run = RandomRun(seed: seed, events: 80)
            var random = SplitMix64(seed: seed, use: "harm")
            guard harm.apply(to: &run, &random) else { continue }
            harmed += 1
            let verdict = run.judge()
            #expect(verdict.count(harm.kind) > 0, "seed \(seed): \(verdict.violations.map(\.text).prefix(3))")
        }
        #expect(harmed > 20)
    }
}

/// What is changed.
enum Harm: CaseIterable {
    case dropAnswers, sendAgain, swapEffects, stealCall, commitEarly, dropLetter, receiptEarly, forgetCall, changeAnswer
    case tooManyAttempts

    var kind: ViolationKind {
        switch self {
        case .dropAnswers: .lost
        case .sendAgain: .twice
        case .swapEffects: .inversion
        case .stealCall: .owners
        case .commitEarly: .commit
        case .dropLetter: .deadLetter
        case .receiptEarly: .receipt
        case .forgetCall, .changeAnswer: .answer
        case .tooManyAttempts: .attempts
        }
    }

    /// False when the run has nothing that could be harmed so.
    func apply(to run: inout RandomRun, _ random: inout SplitMix64) -> Bool {
        switch self {
        case .dropAnswers:
            guard let id = run.commands.randomElement(using: &random)?.id else { return false }
            run.results.removeAll { $0.id == id }
        case .sendAgain:
            let sends = run.calls.filter { $0.api == "message_send" && $0.outcome == "applied" }
            guard var again = sends.randomElement(using: &random) else { return false }
            again.sequence = Int64(run.calls.count + 1)
            again.messageID = "another"
            run.calls.append(again)
        case .swapEffects: return swap(&run, &random)
        case .stealCall:
            let index = Int.random(in: run.calls.indices, using: &random)
            let thief = run.calls[index].incarnation == "A" ? "B" : "A"
            run.calls[index].incarnation = thief
        case .commitEarly:
            guard let command = run.commands.randomElement(using: &random),
                let answer = run.results.first(where: { $0.id == command.id }),
                run.commands.first(where: { $0.id == command.id })?.place == command.place
            else { return false }
            run.commits.insert(
                CommitSample(
                    topic: command.place.topic, partition: command.place.partition, offset: command.place.offset + 1,
                    seenAt: answer.appendedAt - 2), at: 0)
        case .dropLetter:
            guard let index = run.letters.indices.randomElement(using: &random) else { return false }
            let letter = run.letters[index]
            run.letters.removeAll { $0.commandID == letter.commandID && $0.eventID == letter.eventID }
        case .receiptEarly: return hasten(&run, &random)
        case .forgetCall:
            let applied = run.calls.filter { $0.outcome == "applied" && $0.api == "instance_sync" }
            guard let id = applied.randomElement(using: &random)?.commandID else { return false }
            run.calls.removeAll { $0.commandID == id }
        case .changeAnswer:
            guard
                let index = run.results.indices.filter({ run.results[$0].outcome == "applied" })
                    .randomElement(using: &random)
            else { return false }
            run.results[index].outcome = "rejected"
        case .tooManyAttempts:
            guard
                let index = run.results.indices.filter({ run.results[$0].isOfCommand })
                    .randomElement(using: &random)
            else { return false }
            run.results[index].attempts = 99
        }
        return true
    }

    /// Two effects of one key take each other's place.
    private func swap(_ run: inout RandomRun, _ random: inout SplitMix64) -> Bool {
        let keys = Dictionary(run.commands.map { ($0.id, $0.key) }) { first, _ in first }
        let syncs = run.calls.indices.filter {
            run.calls[$0].api == "instance_sync" && run.calls[$0].outcome == "applied"
        }
        let groups = Dictionary(grouping: syncs) { keys[run.calls[$0].commandID] ?? "" }.values.filter { $0.count > 1 }
        guard let group = groups.sorted(by: { $0[0] < $1[0] }).randomElement(using: &random) else { return false }
        let (first, second) = (group[0], group[1])
        let sequence = run.calls[first].sequence
        run.calls[first].sequence = run.calls[second].sequence
        run.calls[second].sequence = sequence
        return true
    }

    /// A receipt is there before the call.
    private func hasten(_ run: inout RandomRun, _ random: inout SplitMix64) -> Bool {
        let indices = run.receipts.indices.filter {
            guard case .receipt(let body) = run.receipts[$0].content, let last = body.commands.last else {
                return false
            }
            return last.outcome == "applied" && body.commands.count { $0.id == last.id } == 1
        }
        guard let index = indices.randomElement(using: &random),
            case .receipt(let body) = run.receipts[index].content,
            let call = run.calls.first(where: { $0.commandID == body.commands.last?.id })
        else { return false }
        run.receipts[index].appendedAt = call.receivedAt / 1000 - 5
        return true
    }
}
