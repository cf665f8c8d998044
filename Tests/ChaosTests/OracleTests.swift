import Testing

@testable import Chaos

/// Each test makes one violation in a sound run and demands that it is found, and that nothing else is.
@Suite struct OracleTests {
    @Test func aSoundRunIsSound() {
        let verdict = SoundRun().judge()
        #expect(verdict.isSound, "\(verdict.violations)")
        var early = SoundRun().oracle(answersFirst: true)
        #expect(early.judge(drain: 1).isSound)
        #expect(early.pending() == (0, 0))
    }

    private func expect(
        _ kinds: [ViolationKind: Int], _ run: SoundRun, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let verdict = run.judge()
        let found = verdict.counts.filter { $0.value > 0 }
        #expect(found == kinds, "\(verdict.violations.map(\.text))", sourceLocation: sourceLocation)
    }

    // MARK: (1) lost

    @Test func aMissingAnswerIsALoss() {
        var run = SoundRun()
        run.results.removeAll { $0.id == "c1x0" }
        // The commit passed it, the journal has its effect.
        expect([.lost: 1, .commit: 1, .answer: 1], run)
    }

    @Test func aMissingCommandIsALoss() {
        var run = SoundRun()
        run.commands.removeAll { $0.id == "c2x1" }
        run.results.removeAll { $0.id == "c2x1" || $0.id == "c3x1" }
        run.calls.removeAll { $0.commandID == "c2x1" || $0.commandID == "c3x1" }
        run.commands.removeAll { $0.id == "c3x1" }
        run.receipts.removeAll { $0.lane == .message && $0.key == "default:i" }
        expect([.lost: 2, .commit: 2], run)
    }

    @Test func aMissingRejectionIsALoss() {
        var run = SoundRun()
        run.results.removeAll { $0.outcome == "rejected" }
        expect([.lost: 1, .commit: 1, .deadLetter: 1], run)
    }

    // MARK: (2) twice

    @Test func aCardSentTwiceIsFound() {
        var run = SoundRun()
        run.call("message_send", "applied", "c2x1", "A", at: 700, card: "second")
        expect([.twice: 1], run)
    }

    @Test func aRepeatThatFeishuDropsIsNone() {
        var run = SoundRun()
        run.call("message_send", "duplicate", "c2x1", "A", at: 700, card: "card")
        run.call("instance_sync", "dropped", "c1x0", "A", at: 700)
        expect([:], run)
    }

    @Test func aReplacementIsRepeatedWithoutHarmUntilAnotherSyncCame() throws {
        var run = SoundRun()
        for index in run.commands.indices where run.commands[index].id == "c3x0" {
            run.commands[index].isReplace = true
        }
        run.call("instance_sync", "applied", "c3x0", "A", at: 700)
        expect([:], run)
        for index in run.commands.indices where run.commands[index].id == "c1x0" {
            run.commands[index].isReplace = true
        }
        run.call("instance_sync", "applied", "c1x0", "A", at: 800)
        expect([.twice: 1], run)
    }

    /// The syncs of the approval before any was answered: all of them by the last one, then the first by itself.
    private func begunAgain(isReplace: Bool = true) -> SoundRun {
        var run = SoundRun()
        for index in run.commands.indices where run.commands[index].id == "c1x0" {
            run.commands[index].isReplace = isReplace
        }
        for id in ["c1x0", "c2x0", "c3x0"] {
            run.calls.removeAll { $0.commandID == id }
            for index in run.results.indices where run.results[index].id == id {
                run.results[index].appendedAt = SoundRun.began + 990
            }
            for index in run.receipts.indices where run.receipts[index].lane == .instance {
                run.receipts[index].appendedAt += run.receipts[index].key == "default:i" ? 600 : 0
            }
        }
        run.call("instance_sync", "applied", "c3x0", "A", at: 500, lasts: nil)
        run.call("instance_sync", "applied", "c1x0", "A", at: 600)
        return run
    }

    @Test func aFullSyncMayBeginAgainFromTheFrontIfAllComeAgain() {
        var run = begunAgain()
        // Nobody had an answer yet; but those that were undone must come again.
        expect([.inversion: 1, .answer: 1, .receipt: 1], run)
        run.call("instance_sync", "applied", "c2x0", "A", at: 650)
        expect([.inversion: 1], run)
        run.call("instance_sync", "applied", "c3x0", "A", at: 700)
        expect([:], run)
        for index in run.results.indices where run.results[index].id == "c3x0" {
            run.results[index].appendedAt = SoundRun.began + 590
        }
        // It was answered, and then undone.
        expect([.inversion: 2, .twice: 1], run)
    }

    @Test func aPartialSyncMayNot() {
        var run = begunAgain(isReplace: false)
        run.call("instance_sync", "applied", "c2x0", "A", at: 650)
        run.call("instance_sync", "applied", "c3x0", "A", at: 700)
        expect([.inversion: 2, .twice: 1], run)
    }

    @Test func whatALaterOneHadCarriedIsDroppedAndApplied() {
        var run = begunAgain()
        run.calls.removeLast()
        run.call("instance_sync", "dropped", "c1x0", "A", at: 600)
        run.call("instance_sync", "dropped", "c2x0", "A", at: 650)
        expect([:], run)
        // It had been answered by then, so that nothing carried it; and it never took effect.
        for index in run.results.indices where run.results[index].id == "c1x0" {
            run.results[index].appendedAt = SoundRun.began + 480
        }
        expect([.answer: 1, .receipt: 1], run)
    }

    // MARK: (3) inversions

    @Test func anEffectAfterALaterOneIsAnInversion() throws {
        var run = SoundRun()
        let first = try #require(run.calls.firstIndex { $0.commandID == "c1x0" })
        run.calls[first].sequence = 50
        expect([.inversion: 1], run)
    }

    // MARK: (4) owners

    @Test func twoProcessesOnOneKeyAreFound() {
        var run = SoundRun()
        run.call("instance_sync", "dropped", "c3x0", "A", at: 700)
        run.call("instance_sync", "dropped", "c3x0", "B", at: 710)
        // B has claimed nothing, either.
        expect([.owners: 2], run)
    }

    @Test func aCallThatOutlivesItsProcessIsNone() {
        var run = SoundRun()
        run.call("instance_sync", "dropped", "c3x0", "A", at: 700, lasts: 2000)
        run.processes.append(
            ProcessEvent(at: SoundRun.began + 710, worker: 0, pid: 10, kind: .ended(status: -9, isExpected: true)))
        run.claim(.instance, "B.1", at: 900)
        run.call("instance_sync", "dropped", "c3x0", "B", at: 1000)
        expect([:], run)
    }

    @Test func aCallThatWasGivenUpIsNone() {
        var run = SoundRun()
        run.call("instance_sync", "applied", "c3x0", "A", at: 700, lasts: nil, fault: "stall")
        run.calls[run.calls.count - 1].outcome = "dropped"
        run.claim(.instance, "B.1", at: 4000)
        run.call("instance_sync", "dropped", "c3x0", "B", at: 4200)
        expect([:], run)
    }

    @Test func aCallAfterAnotherHasClaimedThePartitionIsFound() {
        var run = SoundRun()
        run.claim(.instance, "B.1", at: 700)
        run.call("instance_sync", "dropped", "c3x0", "A", at: 900)
        expect([.owners: 1], run)
    }

    // MARK: (5) commits

    @Test func aCommitBeforeTheAnswerIsFound() {
        var run = SoundRun()
        run.commits.insert(
            CommitSample(topic: "commands.instance", partition: 0, offset: 1, seenAt: SoundRun.began + 230), at: 0)
        expect([.commit: 1], run)
    }

    /// What was parked may be passed, and its record there may not before the command is done.
    @Test func aCommitOfAParkedCommandIsFoundWhereItStands() {
        func parked(at time: Int64, _ offset: Int64) -> ObservedParking {
            ObservedParking(
                place: RecordPlace("parked", 0, offset), appendedAt: SoundRun.began + time,
                origin: RecordPlace("commands.instance", 0, 0))
        }
        func commit(_ topic: String, _ offset: Int64, at time: Int64) -> CommitSample {
            CommitSample(topic: topic, partition: 0, offset: offset, seenAt: SoundRun.began + time)
        }
        var run = SoundRun()
        run.parkings = [parked(at: 225, 0)]
        run.commits.insert(commit("commands.instance", 1, at: 230), at: 0)
        expect([:], run)
        run.commits.append(commit("parked", 1, at: 231))
        expect([.commit: 1], run)
        run.parkings.append(parked(at: 231, 1))
        expect([:], run)
        run.parkings[0].appendedAt = SoundRun.began + 240
        run.parkings[1].appendedAt = SoundRun.began + 241
        expect([.commit: 2], run)
    }

    @Test func aCommitOfAnEventBeforeItsCommandsIsFound() {
        var run = SoundRun()
        run.commits.insert(CommitSample(topic: "events", partition: 0, offset: 3, seenAt: SoundRun.began + 305), at: 0)
        expect([.commit: 1], run)
    }

    @Test func aCommitOfAFailureBeforeItsDeadLetterIsFound() throws {
        var run = SoundRun()
        let index = try #require(run.letters.firstIndex { $0.commandID == "c5x0" })
        run.letters[index].appendedAt = SoundRun.began + 1500
        expect([.commit: 1], run)
    }

    // MARK: (6) dead letters

    @Test func aDeadLetterWithoutAnAnswerIsFound() {
        var run = SoundRun()
        run.letter("attempts_exhausted", commandID: "c1x0", eventID: "e1", RecordPlace("events", 0, 1), at: 700)
        expect([.deadLetter: 1], run)
    }

    @Test func anAnswerWithoutItsDeadLetterIsFound() {
        var run = SoundRun()
        run.letters.removeAll { $0.commandID == "c5x0" }
        expect([.deadLetter: 1, .commit: 1], run)
    }

    @Test func aDeadLetterForAnotherReasonIsFound() throws {
        var run = SoundRun()
        let index = try #require(run.letters.firstIndex { $0.commandID == "c5x0" })
        run.letters[index].reason = "too_old"
        expect([.deadLetter: 2], run)
    }

    // MARK: (7) receipts

    @Test func aReceiptBeforeItsCallIsFound() throws {
        var run = SoundRun()
        let index = try #require(run.receipts.firstIndex { $0.lane == .definition && $0.key == "default:def" })
        run.receipts[index].appendedAt = SoundRun.began + 110
        expect([.receipt: 1], run)
    }

    @Test func aReceiptUnderANameThatNeverClaimedIsFound() {
        var run = SoundRun()
        run.receipt(.instance, "default:x", .receipt(.init(claim: "B.1", through: 9)), at: 700)
        expect([.receipt: 1], run)
    }

    @Test func aReceiptOfAnotherThatComesAfterTheClaimIsIgnored() {
        var run = SoundRun()
        run.claim(.instance, "B.1", at: 700)
        run.receipt(
            .instance, "default:i", .receipt(.init(claim: "A.1", through: 0, commands: [("c9", "applied")])), at: 710)
        expect([:], run)
    }

    @Test func aReceiptThatGoesBackIsFound() {
        var run = SoundRun()
        run.receipt(.instance, "default:i", .receipt(.init(claim: "A.1", through: 0)), at: 700)
        // Its later commands are forgotten, too.
        expect([.receipt: 3], run)
    }

    @Test func aCardThatWasNeverSentIsFound() {
        var run = SoundRun()
        run.receipt(
            .message, "default:i", .receipt(.init(claim: "A.1", through: 1, cards: [("task:t", "unknown")])), at: 700)
        expect([.receipt: 1], run)
    }

    // MARK: (8) answers

    @Test func anAnswerWithoutAnEffectIsFound() {
        var run = SoundRun()
        run.calls.removeAll { $0.commandID == "c0x0" }
        // The receipt says so, too.
        expect([.answer: 1, .receipt: 1], run)
    }

    @Test func anUpdateThatMissesItsCardIsFound() throws {
        var run = SoundRun()
        let index = try #require(run.results.firstIndex { $0.id == "c3x1" })
        run.results[index].outcome = "unchanged"
        run.results[index].reason = "no_card"
        run.calls.removeAll { $0.commandID == "c3x1" }
        run.receipts.removeAll {
            if case .receipt(let body) = $0.content { body.commands.first?.id == "c3x1" } else { false }
        }
        expect([.answer: 1], run)
    }

    @Test func answersThatDifferAreFound() {
        var run = SoundRun()
        run.result("c1x0", "unchanged", "no_card", eventID: "e1", RecordPlace("events", 0, 1), at: 700)
        expect([.answer: 1], run)
        run.results.removeLast()
        // A repeat that came long after may say no more than that.
        run.result("c1x0", "unchanged", "older", eventID: "e1", RecordPlace("events", 0, 1), at: 700)
        expect([:], run)
        run.results.removeLast()
        run.result("c1x0", "applied", nil, eventID: "e1", RecordPlace("events", 0, 1), at: 700)
        expect([:], run)
    }

    @Test func anEffectOfWhatWasRefusedIsFound() {
        var run = SoundRun()
        run.call("instance_sync", "applied", "c5x0", "A", at: 700)
        expect([.answer: 1], run)
    }

    @Test func supersededNeedsACarrierThatTookEffect() throws {
        var run = SoundRun()
        let index = try #require(run.results.firstIndex { $0.id == "c1x0" })
        run.results[index].outcome = "superseded"
        run.results[index].supersededBy = "c2x0"
        run.results[index].appendedAt = SoundRun.began + 360
        run.calls.removeAll { $0.commandID == "c1x0" }
        run.receipts.removeAll {
            if case .receipt(let body) = $0.content { body.commands.first?.id == "c1x0" } else { false }
        }
        expect([:], run)
        run.results[index].supersededBy = "nothing"
        expect([.answer: 1], run)
        // Another approval's, an earlier one, one that carries no syncs.
        for carrier in ["c0x0", "c2x1"] {
            run.results[index].supersededBy = carrier
            expect([.answer: 1], run)
        }
        run.results[index].supersededBy = "c2x0"
        run.results[index].appendedAt = SoundRun.began + 310
        expect([.answer: 1], run)
    }

    @Test func anEarlierCommandCarriesNothing() throws {
        var run = SoundRun()
        let index = try #require(run.results.firstIndex { $0.id == "c2x0" })
        run.results[index].outcome = "superseded"
        run.results[index].supersededBy = "c1x0"
        expect([.answer: 1], run)
    }

    @Test func aReceiptThatNamesACarrierWithoutEffectIsFound() {
        var run = SoundRun()
        run.receipt(
            .instance, "default:i",
            .receipt(
                .init(claim: "A.1", through: 2, commands: [("c9", "superseded")], carriers: [("c9", "c3x0")])), at: 700)
        expect([:], run)
        run.receipt(
            .instance, "default:i",
            .receipt(
                .init(claim: "A.1", through: 2, commands: [("c8", "superseded")], carriers: [("c8", "c5x0")])), at: 710)
        expect([.receipt: 1], run)
    }

    // MARK: (9) attempts

    @Test func attemptsBeyondThePolicyAreFound() {
        var run = SoundRun()
        for number in 0..<13 {
            run.call(
                "instance_sync", "prevented", "c3x0", "A", at: 700 + Int64(number) * 100, status: 500, code: 2200,
                fault: "answer")
            run.call("instance_sync", "dropped", "c1x0", "A", at: 750 + Int64(number) * 100)
        }
        expect([.attempts: 1], run)
    }

    @Test func throttlingAndOutagesAreNoAttempts() {
        var run = SoundRun()
        for number in 0..<40 {
            run.call(
                "instance_sync", "prevented", "c3x0", "A", at: 700 + Int64(number) * 100, status: 429,
                code: 99_991_400, fault: "answer")
            run.call(
                "instance_sync", "prevented", "c2x0", "A", at: 750 + Int64(number) * 100, status: 500, code: 2200,
                fault: "answer")
        }
        expect([:], run)
    }

    @Test func anAnswerThatTellsOfTooManyAttemptsIsFound() {
        var run = SoundRun()
        run.results[0].attempts = 13
        expect([.attempts: 1], run)
    }

    // MARK: (10) the end, and processes

    @Test func aDrainBeyondTheBoundIsFound() {
        #expect(SoundRun().judge(drain: nil).count(.end) == 1)
    }

    @Test func memoryAndDescriptorsThatGrowAreFound() {
        var run = SoundRun()
        run.usage[1].resident = 400 << 20
        run.usage[1].descriptors = 200
        expect([.end: 2], run)
    }

    @Test func anEndThatNobodyAskedForIsFound() {
        var run = SoundRun()
        run.processes.append(
            ProcessEvent(at: SoundRun.began + 900, worker: 1, pid: 11, kind: .ended(status: 70, isExpected: false)))
        expect([.process: 1], run)
    }
}
