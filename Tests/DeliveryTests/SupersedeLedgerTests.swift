import ApprovalContract
import Delivery
import FeishuTypes
import Testing

struct SupersedeLedgerTests {
    private static let start: Int64 = 1_764_000_000_000

    private func sync(
        _ id: String, _ mode: UpdateMode = .update, at time: Int64 = 0, _ status: InstanceStatus = .pending,
        code: String = "expense", sequence: String? = nil, expiry: Int64? = nil, priority: Priority = .live,
        replay: WaitingSync.Replay? = nil, arrivedAt: Duration = .zero
    ) -> WaitingSync {
        WaitingSync(
            commandID: id,
            header: SyncHeader(approvalCode: code, mode: mode, status: status, updateTime: Self.start + time),
            priority: priority, sequence: sequence, expiry: expiry, routedAt: Self.start + time, replay: replay,
            arrivedAt: arrivedAt)
    }

    private func next(
        _ ledger: inout SupersedeLedger, at now: Duration = .zero, fit: (ArraySlice<WaitingSync>) -> Int = { $0.count }
    ) -> SupersedeStep { ledger.next(at: now, wall: Self.start, fit: fit) }

    /// The calls and answers until nothing waits, as text.
    private func run(_ ledger: inout SupersedeLedger, refusing bad: Set<String> = []) -> [String] {
        var story: [String] = []
        while true {
            switch next(&ledger) {
            case .idle: return story
            case .answer(let answers): story += answers.map(text)
            case .call(let call):
                let ids = call.carried.map(\.commandID)
                story.append(
                    "\(call.mode == .replace ? "R" : "U")\(ids.joined(separator: "+")) v\(call.version - Self.start)")
                let answers = bad.isDisjoint(with: ids) ? ledger.succeeded() : ledger.refused()
                story += answers.map(text)
            case .busy, .wait: return story + ["stuck"]
            }
        }
    }

    private func text(_ answer: SyncAnswer) -> String {
        let verdict =
            switch answer.verdict {
            case .applied: "applied"
            case .superseded(let id): "by \(id)"
            case .older: "older"
            case .expired: "expired"
            case .refused: "refused"
            }
        return "\(answer.commandID) \(verdict)\(answer.isRepeat ? " again" : "")"
    }

    private func run(_ syncs: [WaitingSync], refusing bad: Set<String> = []) -> [String] {
        var ledger = SupersedeLedger()
        for sync in syncs { ledger.add(sync) }
        return run(&ledger, refusing: bad)
    }

    @Test func partialOnesGoInOneCallWithTheLastOnesVersion() {
        #expect(
            run([sync("a", at: 1), sync("b", at: 1), sync("c", at: 0)])
                == ["Ua+b+c v3", "a by c", "b by c", "c applied"])
    }

    @Test func aSnapshotReplacesWhatWasBeforeIt() {
        #expect(
            run([sync("a"), sync("b", .replace), sync("c", .replace), sync("d")])
                == ["Rc+d v3", "a by d", "b by d", "c by d", "d applied"])
        var ledger = SupersedeLedger()
        for id in ["a", "b"] { ledger.add(sync(id, .replace)) }
        // One body as it is: nothing to merge.
        guard case .call(let call) = next(&ledger, fit: { _ in fatalError("asked for nothing") }) else {
            Issue.record("no call")
            return
        }
        #expect(call.isOwnBody && call.replaced.map(\.commandID) == ["a"])
    }

    @Test func whatDoesNotFitFormsTheNextCall() {
        var ledger = SupersedeLedger()
        for id in ["a", "b", "c"] { ledger.add(sync(id)) }
        guard case .call(let call) = next(&ledger, fit: { _ in 2 }) else {
            Issue.record("no call")
            return
        }
        #expect(call.carried.map(\.commandID) == ["a", "b"] && call.version == Self.start + 1)
        #expect(next(&ledger) == .busy)
        #expect(ledger.succeeded().map(text) == ["a by b", "b applied"])
        #expect(run(&ledger) == ["Uc v2", "c applied"])
    }

    @Test func aFinalStatusAndAnotherDefinitionPart() {
        #expect(
            run([sync("a", .update, at: 0, .approved), sync("b", .replace, at: 1)])
                == ["Ua v0", "a applied", "Rb v1", "b applied"])
        #expect(
            run([sync("a"), sync("b", .replace, code: "other")]) == ["Ua v0", "a applied", "Rb v1", "b applied"])
    }

    @Test func aRefusedCallIsTakenApart() {
        #expect(
            run([sync("a"), sync("b"), sync("c"), sync("d")], refusing: ["b"])
                == [
                    "Ua+b+c+d v3", "Ua v0", "a applied", "Ub v1", "b refused", "Uc v2", "c applied", "Ud v3",
                    "d applied",
                ])
    }

    @Test func aBodyThatWasRefusedAsItIsIsNotSentAgain() {
        #expect(
            run([sync("a"), sync("b", .replace)], refusing: ["b"]) == ["Rb v1", "Ua v0", "a applied", "b refused"])
    }

    @Test func whatTheSequenceSaysIsOlderIsNotSent() {
        #expect(
            run([sync("a", sequence: "2"), sync("b", sequence: "1"), sync("c"), sync("d", sequence: "3")])
                == ["Ua+c+d v3", "a by d", "b older", "c by d", "d applied"])
        // Its elder brother was refused: it isn't older than what Feishu has.
        #expect(
            run([sync("a", sequence: "2"), sync("b", sequence: "1")], refusing: ["a"])
                == ["Ua v0", "a refused", "Ub v1", "b applied"])
    }

    @Test func whatHasExpiredIsLeftOut() {
        #expect(
            run([sync("a", expiry: Self.start - 1), sync("b"), sync("c", expiry: Self.start - 1), sync("d")])
                == ["a expired", "Ub+d v3", "b by d", "c expired", "d applied"])
    }

    @Test func aReplayIsNeverMovedOverNewerState() {
        var ledger = SupersedeLedger()
        for id in ["a", "b", "c"] { ledger.add(sync(id)) }
        #expect(run(&ledger, refusing: ["b"]).contains("b refused"))
        ledger.add(sync("b", replay: .init(version: Self.start + 1)))
        #expect(run(&ledger) == ["b older"])
        ledger.add(sync("d"))
        #expect(run(&ledger, refusing: ["d"]) == ["Ud v3", "d refused"])
        ledger.add(sync("d", replay: .init(version: Self.start + 3)))
        ledger.add(sync("e"))
        #expect(run(&ledger) == ["Ud+e v4", "d by e", "e applied"])
    }

    @Test func betweenLiveAndBulkTheVersionDecides() {
        var ledger = SupersedeLedger()
        ledger.add(sync("live", at: 100))
        ledger.add(sync("old", at: 50, priority: .bulk))
        ledger.add(sync("new", at: 150, priority: .bulk))
        ledger.add(sync("newer", at: 150, priority: .bulk))
        ledger.add(sync("late", at: 149))
        #expect(
            run(&ledger)
                == [
                    "Ulive+new+newer v151", "live by newer", "old older", "new by newer", "newer applied", "late older",
                ])
        #expect(ledger.mark.live == Self.start + 149 && ledger.mark.bulk == Self.start + 151)
        #expect(ledger.mark.applied == Self.start + 151)
    }

    @Test func aRepeatIsAnsweredWithTheFirst() {
        #expect(run([sync("a"), sync("b"), sync("a")]) == ["Ua+b v1", "a by b", "a by b again", "b applied"])
    }

    @Test func holdsBackUntilTheBurstIsOver() {
        var ledger = SupersedeLedger(burst: .milliseconds(200))
        ledger.add(sync("a", arrivedAt: .seconds(1)))
        #expect(next(&ledger, at: .seconds(1)) == .wait(until: .milliseconds(1200)))
        ledger.add(sync("b", arrivedAt: .milliseconds(1100)))
        #expect(next(&ledger, at: .milliseconds(1199)) == .wait(until: .milliseconds(1200)))
        guard case .call(let call) = next(&ledger, at: .milliseconds(1200)) else {
            Issue.record("no call")
            return
        }
        #expect(call.carried.count == 2)
        ledger.abandoned()
        // Nothing can join: no reason to wait.
        ledger.add(sync("c", .update, code: "other", arrivedAt: .milliseconds(1100)))
        guard case .call = next(&ledger, at: .milliseconds(1100)) else {
            Issue.record("waits for nothing")
            return
        }
    }

    @Test func abandoningAnswersNothing() {
        var ledger = SupersedeLedger()
        ledger.add(sync("a"))
        _ = next(&ledger)
        ledger.abandoned()
        #expect(ledger.mark.isEmpty && ledger.count == 1)
        #expect(ledger.succeeded() == [] && ledger.refused() == [])
        #expect(run(&ledger) == ["Ua v0", "a applied"])
    }

    @Test func aGroupIsNoLargerThanWhatAReceiptKeeps() {
        var ledger = SupersedeLedger()
        for number in 0..<300 { ledger.add(sync("\(number)")) }
        let story = run(&ledger)
        #expect(story.count == 303)
        #expect(story.filter { $0.hasSuffix("applied") } == ["127 applied", "255 applied", "299 applied"])
    }

    @Test func tenThousandWaitingOnesAreCheap() {
        var ledgers = Array(repeating: SupersedeLedger(), count: 100)
        let clock = ContinuousClock()
        let time = clock.measure {
            for number in 0..<10_000 {
                ledgers[number % 100].add(sync("\(number)", number % 7 == 0 ? .replace : .update))
            }
            for index in ledgers.indices { _ = run(&ledgers[index]) }
        }
        #expect(ledgers.map(\.count).max() == 0)
        #expect(time < .seconds(10), "\(time)")
    }
}
