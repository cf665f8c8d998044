import ApprovalContract
import FeishuTypes
import JSON
import ScheduleSupport
import Testing

@testable import Routing

/// What goes straight from an event to its command is what reading the event makes, to the byte; and nothing goes straight of which
/// there is a word to say.
@Suite struct StraightSyncTests {
    private static let types: [EventType] = [
        .instanceUpdated, .instanceUpdated, .instanceUpdated, .instanceUpdated, .instanceUpdated, .instanceUpdated,
        .instanceUpdated, .instanceSubmitted, .instanceApproved, .instanceDeleted,
        .instanceHidden, .instanceCanceled, .taskCreated,
    ]

    @Test func bothWaysMakeTheSameCommands() {
        var straight = 0
        var rejected = 0
        var synced = 0
        Schedules.check(12_000) { _, random in
            var configuration = RoutingConfiguration()
            configuration.sendsMessages = !random.one(in: 4)
            if random.one(in: 4) { configuration.defaultLocale = "en-US" }
            if random.one(in: 20) { configuration.limits.tasks = 2 }
            let type = Self.types[random.below(Self.types.count)]
            var events = RandomInstanceEvent(random)
            let data = events.data()
            let event: EventEnvelope
            do {
                event = try RouterFixture.event(type, data, extra: #","sequence":"7","priority":"bulk""#)
            } catch {
                return "no event: \(error)\n\(data)"
            }
            let read = Router(configuration, goesStraight: false).decide(on: .event(event), at: RouterFixture.now)
            let router = Router(configuration)
            let quick = router.decide(on: .event(event), at: RouterFixture.now)
            if router.straightSync(of: event, app: "default", at: RouterFixture.now) != nil { straight += 1 }
            if case .rejected = read { rejected += 1 } else { synced += 1 }
            let (expected, found) = (Self.text(read), Self.text(quick))
            return expected == found ? nil : "read:\n\(expected)\nstraight:\n\(found)\nof:\n\(data)"
        }
        // With one seed there is one event.
        guard rejected + synced > 1 else { return }
        #expect(straight > 2000 && rejected > 2000, "\(straight) went straight, \(rejected) were rejected")
        #expect(straight < synced)
    }

    private static func text(_ decision: Decision) -> String {
        switch decision {
        case .commands(let commands, _):
            var text = ""
            for command in commands {
                var writer = JSONWriter()
                command.write(to: &writer)
                text += "\(command.recordKey) \(command.lane) \(command.warnings) \(writer.string())\n"
            }
            return text
        case .nothing(_, let subject, let warnings): return "nothing \(subject ?? "") \(warnings)"
        case .rejected(let rejection): return "rejected \(rejection.reason)"
        }
    }

    @Test func anAddressThatIsRefusedIsRefusedFirst() throws {
        let route = try RouterFixture.route(
            .instanceUpdated, #"{"notify":false,"instance":\#(RouterFixture.instance(status: "PENDING"))}"#,
            extra: #","app":"other""#)
        guard case .rejected(let reason) = route else {
            Issue.record("\(route)")
            return
        }
        #expect(reason.code == .unknownApp)
    }

    /// They have the same FNV-1a hash: the second key is longer.
    @Test func textsWhoseKeysWouldBeTheSameAreLeftToTheReader() throws {
        let extra = #","user_name":"8yn0iYCKYHlIj4-BwPqk","department_name":"GReLUrM4wMqfg9yzV3KQ""#
        let data = #"{"notify":false,"instance":\#(RouterFixture.instance(status: "PENDING", extra: extra))}"#
        let event = try RouterFixture.event(.instanceUpdated, data)
        let router = Router(RoutingConfiguration())
        #expect(router.straightSync(of: event, app: "default", at: RouterFixture.now) == nil)
        let command = try #require(RouterFixture.commands(.instanceUpdated, data).first)
        let body = try RouterFixture.body(command)
        let keys = ["user_name", "department_name"].map { body.object?[$0]?.stringValue ?? "" }
        #expect(keys[0].hasPrefix("@i18n@4eac0c95540867e4") && keys[1].hasPrefix("@i18n@4eac0c95540867e4"))
        #expect(keys[0].count < keys[1].count)
    }

    @Test(arguments: [#""-0""#, #""-00""#, "-0"])
    func aNegativeZeroIsWrittenAsZero(_ end: String) throws {
        let instance = RouterFixture.instance(status: "PENDING")
            .replacing(#""end_time":0"#, with: #""end_time":\#(end)"#)
        let data = #"{"notify":false,"instance":\#(instance)}"#
        let command = try #require(RouterFixture.commands(.instanceUpdated, data).first)
        #expect(try RouterFixture.body(command)["end_time"]?.stringValue == "0")
    }

    /// Composed and decomposed: equal to a reader, and to whoever looks at them.
    @Test func idsThatLookAlikeAreTheSame() throws {
        let tasks = RouterFixture.task("\u{e9}") + "," + RouterFixture.task("e\u{301}")
        let data = #"{"notify":false,"instance":\#(RouterFixture.instance(status: "PENDING", tasks: tasks))}"#
        let reason = try RouterFixture.reason(.instanceUpdated, data)
        #expect(reason.violations.map(\.path) == ["data.instance.task_list[1].task_id"])
    }

    /// What is made of an event must not be many times the event.
    @Test func longLinksAreNotGivenToHundredsOfTasks() throws {
        let link = "https://oa.example.com/" + String(repeating: "a", count: 4000)
        let tasks = (0..<300).map { RouterFixture.task("t-\($0)") }.joined(separator: ",")
        let instance = RouterFixture.instance(status: "PENDING", tasks: tasks)
            .replacing("https://oa.example.com/1", with: link)
        let reason = try RouterFixture.reason(.instanceUpdated, #"{"notify":false,"instance":\#(instance)}"#)
        #expect(reason.violations.map(\.path) == ["data.instance.links"])
        #expect(reason.violations[0].problem.contains("is 4023 bytes long, and 300 tasks"))
    }

    @Test func longTextsAreNotSentToHundredsOfPeople() throws {
        let title = String(repeating: "长", count: 100_000)
        let people = (0..<200).map { #"{"user_id":"u-\#($0)"}"# }.joined(separator: ",")
        let data = """
            {"recipients":[\(people)],"comment":{"id":"c-1","user_id":"u-1","text":"\(title)"},
             "instance":\(RouterFixture.instance(status: "PENDING"))}
            """
        let reason = try RouterFixture.reason(.commentMentioned, data)
        #expect(reason.violations.map(\.path) == ["data"])
        #expect(reason.violations[0].problem.contains("its messages have more than 16777216 bytes together"))
    }

    @Test func textsThatAreSaidOftenAreWrittenOnce() throws {
        let tasks = (0..<100).map { number in
            """
            {"task_id":"t-\(number)","user_id":"u","status":"PENDING","create_time":1772328600000,\
            "title":"text \(number % 50)","node_name":"node \(number)"}
            """
        }.joined(separator: ",")
        let data = #"{"notify":false,"instance":\#(RouterFixture.instance(status: "PENDING", tasks: tasks))}"#
        let event = try RouterFixture.event(.instanceUpdated, data)
        let command = try #require(
            Router(RoutingConfiguration()).straightSync(of: event, app: "default", at: RouterFixture.now))
        let resources = try RouterFixture.body(command)["i18n_resources"]
        #expect(resources?[0]?["texts"]?.array?.count == 3 + 150)
    }
}
