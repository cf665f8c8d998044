import JSON
import Testing

@testable import Chaos

@Suite struct ObservationTests {
    private let place = RecordPlace("t", 1, 2)

    private func json(_ text: String) throws -> JSONValue { try JSONParser().parse(text) }

    @Test func aCommandIsRead() throws {
        let value = try json(
            #"""
            {"v":1,"id":"c","kind":"instance.sync","app":"default","key":"i","slot":"","index":1,"count":2,
             "event":{"id":"e","source":"/s","type":"x","topic":"events","partition":3,"offset":4},
             "body":{"update_mode":"REPLACE"}}
            """#)
        let command = try #require(ObservedCommand(value, lane: .instance, place: place, appendedAt: 5))
        #expect(command.id == "c" && command.eventID == "e" && command.index == 1 && command.isReplace)
        #expect(command.origin == RecordPlace("events", 3, 4))
        #expect(ObservedCommand(try json(#"{"id":"c"}"#), lane: .instance, place: place, appendedAt: 5) == nil)
    }

    @Test func answersOfCommandsAndOfEventsAreTold() throws {
        let ofCommand = try json(
            #"{"id":"c","data":{"outcome":"superseded","superseded_by":"d","command":{"id":"c"},"event":{"id":"e"},"attempts":2}}"#
        )
        let result = try #require(ObservedResult(ofCommand, place: place, appendedAt: 5))
        #expect(result.isOfCommand && result.supersededBy == "d" && result.attempts == 2)
        let ofEvent = try json(
            #"""
            {"id":"r","data":{"outcome":"rejected","command":null,"reason":{"code":"undecodable"},
             "event":{"id":null,"topic":"events","partition":0,"offset":7}}}
            """#)
        let rejection = try #require(ObservedResult(ofEvent, place: place, appendedAt: 5))
        #expect(!rejection.isOfCommand && rejection.eventID.isEmpty && rejection.reason == "undecodable")
        #expect(rejection.origin == RecordPlace("events", 0, 7))
    }

    @Test func claimsReceiptsAndTombstonesAreTold() throws {
        func read(_ key: String, _ text: String?, claim: String? = nil) throws -> ObservedReceipt.Content? {
            ObservedReceipt(
                key: key, json: try text.map(json), claimHeader: claim, lane: .message, place: place, appendedAt: 5)?
                .content
        }
        guard case .claim("A.1") = try read("#claim/A.1", #"{"v":1,"claim":"A.1","at":5}"#) else {
            Issue.record("no claim")
            return
        }
        #expect(try read("#claim/A.1", nil) == nil)
        let text =
            #"{"v":1,"incarnation":"A.1","through":9,"commands":[{"id":"c","outcome":"applied"}],"cards":[{"slot":"s","message_id":"m"}]}"#
        guard case .receipt(let body) = try read("default:i", text) else {
            Issue.record("no receipt")
            return
        }
        #expect(body.through == 9 && body.commands[0].id == "c" && body.cards[0].messageID == "m")
        guard case .tombstone("B.2") = try read("default:i", nil, claim: "B.2") else {
            Issue.record("no tombstone")
            return
        }
    }

    @Test func aRequestIDNamesCommandAndProcess() {
        func call(_ id: String) -> ObservedCall {
            ObservedCall(
                sequence: 1, receivedAt: 1, answeredAt: nil, api: "instance_sync", outcome: "applied", requestID: id)
        }
        #expect(call("a-b_c/x-y/12").commandID == "a-b_c")
        #expect(call("a-b_c/x-y/12").incarnation == "x-y")
        #expect(call("a-b_c-3").commandID == "a-b_c")
        #expect(call("a-b_c-3").incarnation == nil)
    }

    @Test func callsForTokensAreNoCommands() throws {
        let value = try json(
            #"{"sequence":1,"received_at_us":5,"api":"tenant_access_token_internal","outcome":"answered","request_id":"x/y/1"}"#
        )
        #expect(ObservedCall(value) == nil)
    }

    @Test func aResultIsOneLineOfJSON() throws {
        var result = StepResult(name: "kill-worker 20s seed 1")
        result.injected = 3
        result.drain = 400
        let line = result.line()
        #expect(!line.contains("\n") && line.hasPrefix(#"{"step":"kill-worker 20s seed 1""#))
        let value = try json(line)
        #expect(value["sound"]?.bool == true)
        #expect(value["counts"]?.object?.count == ViolationKind.allCases.count)
        #expect(value["drain_ms"]?.int64 == 400)
        #expect(value["recovery_ms"]?.isNull == true)
    }

    @Test func aHistoryTellsOfAllThatConcernsAnEvent() {
        let oracle = SoundRun().oracle()
        let lines = oracle.history(of: Violation(.lost, "", commandID: "c2x1"))
        for word in ["published e2", "command c2x1", "call", "receipt", "claimed", "committed", "answer"] {
            #expect(lines.contains { $0.contains(word) }, "\(word)")
        }
        #expect(!lines.contains { $0.contains("c1x0 instance") })
    }

    @Test func repeatsAfterAKillAreCounted() {
        var run = SoundRun()
        run.processes.append(
            ProcessEvent(at: SoundRun.began + 700, worker: 0, pid: 10, kind: .ended(status: -9, isExpected: true)))
        run.call("message_send", "duplicate", "c2x1", "B", at: 900, card: "card")
        let figures = run.oracle().figures(quietFrom: SoundRun.began, quietUntil: SoundRun.began + 1000)
        #expect(figures.repeatsAfterKill == [1])
        #expect(figures.repeats == 1)
        #expect(figures.repeatsAfterKill(percentile: 0.99) == 1)
    }
}
