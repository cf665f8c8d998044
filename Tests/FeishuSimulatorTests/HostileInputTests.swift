import JSON
import Testing

@testable import FeishuSimulator

/// Bodies made by cutting, swapping and replacing parts of good ones must always be answered.
@Test(.timeLimit(.minutes(2)))
func noInputTraps() {
    let paths = [
        Paths.token, Paths.definitions, Paths.instances, Paths.check, Paths.send, Paths.update,
        "/_simulator/settings", "/_simulator/faults", "/_simulator/clock", "/_simulator/tokens/revoke",
        "/_simulator/definitions/delete", "/open-apis/auth/v3/app_access_token",
        "/open-apis/auth/v3/tenant_access_token",
    ]
    let values = [
        "null", "[]", "{}", "-1", "1e400", "9223372036854775807", "18446744073709551615", "\"\"", "\"\\u0000\"", "true",
        "[[[[[]]]]]", "\"9223372036854775807\"", "0.5", "\"@i18n@\"",
    ]
    for seed in UInt64(0)..<300 {
        var random = SeededRandom(seed: seed)
        var feishu = Feishu()
        let code = feishu.define()
        let good = [
            Payloads.definition("x"),
            Payloads.instance(code, "i", 3, tasks: [Payloads.task("t", 3)], cc: [Payloads.cc("c", 3)]),
            Payloads.message(uuid: "u"), #"{"instances":[{"instance_id":"i","update_time":"1","tasks":[]}]}"#,
            #"{"message_id":"1","status":"APPROVED"}"#, #"{"effect":"answer","delay_ms":1,"share":0.5,"count":3}"#,
            #"{"uuid_window_seconds":1,"rate_limits":{"default":{"per_second":100000}}}"#, #"{"advance_ms":5}"#,
        ]
        for _ in 0..<20 {
            var bytes = Array(good[Int(random.next() % UInt64(good.count))].utf8)
            switch random.next() % 4 {
            case 0: bytes = Array(bytes.prefix(Int(random.next() % UInt64(bytes.count))))
            case 1: bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            default:
                // Another value in place of one.
                let colons = bytes.indices.filter { bytes[$0] == UInt8(ascii: ":") }
                let start = colons[Int(random.next() % UInt64(colons.count))] + 1
                let end =
                    bytes[start...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? bytes.count
                bytes.replaceSubrange(start..<end, with: values[Int(random.next() % UInt64(values.count))].utf8)
            }
            let method = ["POST", "GET", "PUT", "DELETE"][Int(random.next() % 4)]
            let request = SimulatedRequest(
                random.next() % 4 == 0 ? method : "POST", paths[Int(random.next() % UInt64(paths.count))],
                query: [("page_size", "9"), ("limit", String(random.next())), ("after", nil)],
                authorization: "Bearer \(feishu.token)", body: bytes)
            let answer = feishu.state.answer(request, at: feishu.now)
            #expect((200...599).contains(answer.status), "seed \(seed)")
            feishu.now = SimulatorInstant(microseconds: Int64(truncatingIfNeeded: random.next()))
        }
        _ = feishu.state.snapshot(StateFilter(limit: .max))
        _ = feishu.state.journal.entries(after: 0, limit: .max)
    }
}

@Test func settingsOutOfRangeAreBroughtIntoIt() {
    var settings = SimulatorSettings()
    settings.uuidWindow = .max
    settings.sameInstanceWindow = .max
    settings.updatableDays = .max
    settings.tokenLifetime = .min
    settings.defaultRateLimit = RateLimit(perSecond: .max, perMinute: .min)
    settings.maximumTasks = .min
    var feishu = Feishu(SimulatorConfiguration(settings: settings)) { $0.defaultRateLimit.perSecond = .max }
    _ = feishu.post(Paths.send, Payloads.message(uuid: "u"))
    #expect(feishu.state.settings.defaultRateLimit.perSecond == 1_000_000)
    #expect(feishu.state.settings.tokenLifetime == 1)
    #expect(feishu.state.settings.maximumTasks == 0)
}

@Test func bodiesOfAnyDepthAndSizeAreAnswered() {
    var feishu = Feishu()
    let deep = String(repeating: "[", count: 100_000)
    #expect(feishu.post(Paths.instances, deep).code == 9499)
    #expect(feishu.post(Paths.send, #"{"a":"# + deep).code == 60001)
    #expect(feishu.post(Paths.token, deep).code == 10003)
    let long = String(repeating: "x", count: 300_000)
    let code = feishu.define()
    let body = Payloads.instance(code, long, 1, tasks: [Payloads.task(long, 1)])
    #expect(feishu.post(Paths.instances, body).code == 0)
    #expect(feishu.lastEntry?.keys.instanceID?.utf8.count == 250)
    #expect(feishu.post(Paths.instances, Payloads.instance(long, "i", 1)).code == 1_390_002)
}
