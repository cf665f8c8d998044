import ApprovalContract
import FeishuSimulator
import FeishuTypes
import JSON
import Testing

/// Feishu's SDK as a client of the simulated Feishu: all that it has typed for third-party approvals, and messages as raw requests.
@Suite(.enabled(if: TestPython.isThere, Comment(rawValue: TestPython.reason)), .timeLimit(.minutes(2)))
struct LarkSDKCallingTests {
    /// Where the SDK declares numbers and Feishu answers strings, by its documents; it reads them as they are.
    private static let instanceDigits = [
        "data.end_time", "data.start_time", "data.task_list[].create_time", "data.task_list[].end_time",
        "data.task_list[].update_time", "data.update_time",
    ]
    private static let differenceDigits = [
        [], ["diff_instances[].tasks[].update_time", "diff_instances[].update_time"], ["diff_instances[].update_time"],
    ]
    private static let pageDigits = ["data[].tasks[].update_time", "data[].update_time"]

    private func body(_ event: String, _ kind: CommandKind) throws -> String {
        let sent = try #require(try SentBodies.bodies(of: event).first { $0.kind == kind.rawValue })
        var writer = JSONWriter()
        writer.value(sent.body)
        return writer.string()
    }

    /// With the times as the SDK declares them: numbers.
    private func numeric(_ text: String) -> String {
        text.replacing(/"((?:start|end|create|update)_time)" ?: ?"([0-9]+)"/) { "\"\($0.output.1)\":\($0.output.2)" }
    }

    /// - Parameter numbers: whether its user gives what the SDK declares, or the strings of Feishu's documents, which it passes on too.
    private func plan(_ url: String, numbers: Bool) throws -> String {
        let definition = try body(FullEvents.definition, .definitionUpsert)
        let pending = try body(WireSamples.event, .instanceSync)
        let first = (numbers ? numeric(pending) : pending).replacing(
            "\"update_mode\":\"UPDATE\"", with: "\"update_mode\":\"REPLACE\"")
        let second = first.replacing("EXP-1", with: "EXP-2").replacing("\"t1\"", with: "\"t2\"")
        let third = first.replacing("\"PENDING\"", with: "\"APPROVED\"").replacing(
            String(WireSamples.now), with: String(WireSamples.now + 1))
        let message = try body(WireSamples.event, .messageSend)
        let update = "{\"status\":\"APPROVED\"}"
        func check(_ id: String, _ time: Int64) -> String {
            "{\"instances\":[{\"instance_id\":\"\(id)\",\"update_time\":\"\(time)\",\"tasks\":[{\"task_id\":\"t1\",\"update_time\":\"\(time)\"}]}]}"
        }
        let checks = [
            check("EXP-1", WireSamples.now + 1), check("EXP-1", WireSamples.now), check("EXP-0", 1_772_328_600_000),
        ]
        let number = numeric(second).replacing("EXP-2", with: "EXP-3").replacing("\"t2\"", with: "\"t3\"")
        return """
            {"url":"\(url)","definition":\(definition),"instances":[\(first),\(second),\(third)],
             "numeric":\(number),
             "checks":[\(checks.map { numbers ? numeric($0) : $0 }.joined(separator: ","))],"message":\(message),"update":\(update)}
            """
    }

    @Test(arguments: [false, true]) func itsCallsAreTakenAndItsReaderFindsItsOwnTypes(_ numbers: Bool) async throws {
        var configuration = SimulatorConfiguration()
        configuration.settings.acceptsNumericTimes = numbers
        configuration.settings.defaultRateLimit = .none
        let simulator = try FeishuSimulator(configuration)
        defer { simulator.stop() }
        let answers = try await TestPython.run(
            LarkSDK.calling, Array(try plan(simulator.baseURL, numbers: numbers).utf8))

        func expectSuccess(_ answer: JSONValue?, _ what: String, _ digits: [String] = []) {
            #expect(
                answer?["status"]?.int64 == 200 && answer?["code"]?.int64 == 0, "\(what): \(answer?.prettyText ?? "")")
            #expect(answer?["offences"]?.array.map { $0.compactMap(\.stringValue) } == [], "\(what)")
            #expect(answer?["digits"]?.array.map { $0.compactMap(\.stringValue) } == digits, "\(what)")
            #expect(answer?["isWhole"]?.bool == true, "\(what): \(answer?.prettyText ?? "")")
            #expect(answer?["log_id"]?.stringValue?.isEmpty == false, "\(what)")
        }
        func expectRefusal(_ answer: JSONValue?, _ code: Int64, _ what: String) {
            #expect(
                answer?["status"]?.int64 == 400 && answer?["code"]?.int64 == code,
                "\(what): \(answer?.prettyText ?? "")")
            #expect(answer?["log_id"]?.stringValue?.isEmpty == false, "\(what)")
        }

        expectSuccess(answers["create definition"], "create")
        let code = answers["create definition"]?["data"]?["approval_code"]?.stringValue
        #expect(answers["create definition again"]?["data"]?["approval_code"]?.stringValue == code)
        expectRefusal(answers["create wrong definition"], 99_992_402, "wrong definition")
        #expect(answers["create wrong definition"]?["violations"]?.array?.isEmpty == false)
        expectSuccess(answers["get definition"], "get")
        expectRefusal(answers["get unknown definition"], 1_390_002, "unknown definition")

        let syncs = try #require(answers["syncs"]?.array)
        #expect(syncs.count == 3)
        for (index, sync) in syncs.enumerated() {
            expectSuccess(sync, "sync \(index)", numbers ? [] : Self.instanceDigits)
        }
        if numbers {
            expectSuccess(answers["numeric sync"], "numeric sync")
        } else {
            expectRefusal(answers["numeric sync"], 9499, "numeric sync")
        }
        expectRefusal(answers["wrong sync"], 99_992_402, "wrong sync")
        let checks = try #require(answers["checks"]?.array)
        for (index, check) in checks.enumerated() {
            expectSuccess(check, "check \(index)", Self.differenceDigits[index])
        }
        #expect(checks.map { $0["data"]?["diff_instances"]?.array?.count } == [0, 1, 1])
        expectRefusal(answers["wrong check"], 99_992_402, "wrong check")
        let pages = try #require(answers["task pages"]?.array)
        for (index, page) in pages.enumerated() { expectSuccess(page, "page \(index)", Self.pageDigits) }
        #expect(pages.flatMap { $0["data"]?["data"]?.array.map { Array($0) } ?? [] }.count == (numbers ? 2 : 1))

        for name in ["send message", "send message again", "update message"] {
            let answer = answers.object?[name]
            #expect(
                answer?["status"]?.int64 == 200 && answer?["code"]?.int64 == 0, "\(name): \(answer?.prettyText ?? "")")
            #expect(answer?["data"]?["message_id"]?.stringValue?.isEmpty == false, "\(name)")
        }
        #expect(answers["send wrong message"]?["code"]?.int64 == 60_001)
        #expect(answers["unknown app"]?.int64 == 10_014)

        // What the SDK sent is there.
        let state = simulator.state()
        #expect(state.definitions.count == 1)
        #expect(state.instances.map(\.id).sorted() == ["EXP-1", "EXP-2"] + (numbers ? ["EXP-3"] : []))
        #expect(state.messages.count == 1)
    }

    /// So that a release with more of them is noticed.
    @Test func theseAreAllThatItHasTyped() async throws {
        let names = try await TestPython.run(
            """
            import json, sys
            from lark_oapi.api.approval import v4
            json.dump([sorted(n for n in dir(v4) if "External" in n and n.endswith("Request")),
                       sorted(n for n in dir(v4) if "Message" in n)], open(sys.argv[2], "w"))
            """, [])
        #expect(
            names[0]?.array.map { $0.compactMap(\.stringValue) } == [
                "CheckExternalInstanceRequest", "CreateExternalApprovalRequest", "CreateExternalInstanceRequest",
                "GetExternalApprovalRequest", "ListExternalTaskRequest",
            ])
        // Neither sending nor updating: these are of Feishu's own approvals and of events.
        #expect(
            names[1]?.array.map { $0.compactMap(\.stringValue) } == [
                "Message", "MessageBuilder", "MyAiMessageCallbackRequest", "MyAiMessageCallbackRequestBuilder",
            ])
    }
}
