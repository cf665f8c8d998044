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

    /// Two texts whose keys would be the same are left to the collector, which makes the second key longer.
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
