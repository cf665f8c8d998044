import ApprovalContract
import FeishuTypes
import JSON
import Testing

@testable import Routing

@Suite struct NotificationPlanningTests {
    typealias F = RouterFixture

    private static let tasks = [
        F.task("t1"), F.task("t2"),
        F.task("t3", "APPROVED").replacing("\"end_time\":0", with: "\"end_time\":1772328600000"),
    ].joined(separator: ",")
    private static let cc = """
        {"cc_id":"c1","user_id":"u-c1","read_status":"UNREAD","create_time":1772328600000},
        {"cc_id":"c2","open_id":"ou_c2","read_status":"UNREAD","create_time":1772328600000}
        """

    private static func data(_ type: EventType, extra: String = "") -> String {
        var members = ["\"instance\":\(F.instance(tasks: tasks, cc: cc))"]
        switch type.family {
        case .task:
            members.append("\"task_id\":\"\(type.taskStatus == .approved ? "t3" : "t1")\"")
            if type.makesAnotherTask { members.append("\"new_task_id\":\"t2\"") }
        case .cc: members.append("\"cc_id\":\"c1\"")
        default: break
        }
        if !extra.isEmpty { members.append(extra) }
        return "{\(members.joined(separator: ","))}"
    }

    private static let people = """
        "operator":{"user_id":"u-op"},"comment":{"id":"K1","user_id":"u-com","text":{"zh-CN":"好","en-US":"Good"}},
        "recipients":[{"user_id":"u-r1"},{"open_id":"ou_r2"}]
        """

    private static func policy(_ rules: NotificationRule...) -> RoutingConfiguration {
        RoutingConfiguration(notifications: NotificationPolicy(rules))
    }

    private func sends(
        _ type: EventType, _ data: String, _ configuration: RoutingConfiguration
    ) throws -> [(slot: String, body: JSONValue)] {
        try F.commands(type, data, configuration: configuration).filter { $0.kind == .messageSend }
            .map { ($0.slot, try F.body($0)) }
    }

    private static func texts(_ text: String) throws -> NotificationTexts {
        NotificationTexts(title: try TextPattern(.plain(text)), content: try TextPattern(.plain(text)))
    }

    /// Every template to everybody, from every type: what is made is what the relay itself would take in a message event, and
    /// each command has an id of its own.
    @Test(arguments: MessageTemplate.allCases)
    func everyTemplateIsComplete(_ template: MessageTemplate) throws {
        for type in NotificationPolicy.types where type.listsTasks && type != .taskRejected && type != .ccRead {
            let recipients = Recipient.allCases.filter { $0.exists(in: type) }
            let texts = template == .custom ? try Self.texts("{approval} {comment}") : NotificationTexts()
            let configuration = Self.policy(
                NotificationRule(type, .send(template, to: recipients, texts)),
                NotificationRule(type, .send(.shared, to: recipients, NotificationTexts())))
            let commands = try F.commands(type, Self.data(type, extra: Self.people), configuration: configuration)
            #expect(Set(commands.map(\.id)).count == commands.count, "\(type)")
            let people = try commands.filter { $0.kind == .messageSend }.map { command in
                let body = try F.body(command)
                return (
                    body["template_id"]?.stringValue ?? "",
                    body["user_id"]?.stringValue ?? body["open_id"]?.stringValue ?? ""
                )
            }
            #expect(Set(people.map { "\($0)" }).count == people.count, "\(type): somebody gets a template twice")
            for command in commands where command.kind == .messageSend {
                let body = try F.body(command)
                let found = body["template_id"]?.stringValue
                #expect(found == template.rawValue || found == MessageTemplate.shared.rawValue)
                var context = ReadingContext(mode: .superset)
                _ = MessageSend(salvaging: body, in: &context)
                // A language that only the comment is known in is shown for the rest in the default one.
                let problems = context.problems.filter { $0.path != "i18n_resources" }
                #expect(problems.isEmpty, "\(type) \(template): \(problems)")
            }
        }
    }

    @Test func aPersonGetsATemplateOnceWhateverTheyAre() throws {
        // u-ana submitted it, approves it, and acted.
        let instance = F.instance(tasks: F.task("a") + "," + F.task("b")).replacing("u-a\"", with: "u-ana\"")
            .replacing("u-b\"", with: "u-ana\"")
        let data = "{\"instance\":\(instance),\"operator\":{\"user_id\":\"u-ana\"}}"
        let rule = NotificationRule(
            .instanceUpdated,
            .send(.submitted, to: [.initiator, .operatorUser, .approvers, .openApprovers], NotificationTexts()))
        #expect(try sends(.instanceUpdated, data, Self.policy(rule)).map(\.slot) == ["initiator:1005"])
    }

    @Test func twoTemplatesToOneSlotHaveTwoSlots() throws {
        let configuration = Self.policy(
            NotificationRule(.taskCreated, .send(.taskReceived, to: [.approver], NotificationTexts())),
            NotificationRule(.taskCreated, .send(.parked, to: [.approver], NotificationTexts())))
        let sent = try sends(.taskCreated, Self.data(.taskCreated), configuration)
        #expect(sent.map(\.slot) == ["task:t1", "task:t1:1002"])
    }

    @Test func aDefinitionsRulesDisplaceTheOthers() throws {
        let silent = NotificationRule(.taskCreated, definition: NamePattern("purchase"), nil)
        #expect(try sends(.taskCreated, Self.data(.taskCreated), Self.policy(silent)).isEmpty)
        let other = NotificationRule(.taskCreated, definition: NamePattern("travel"), nil)
        #expect(try sends(.taskCreated, Self.data(.taskCreated), Self.policy(other)).map(\.slot) == ["task:t1"])
    }

    @Test func wordsOfOurOwnAreFilledInEachLanguage() throws {
        let texts = NotificationTexts(
            title: try TextPattern(.byLocale(["zh-CN": "{approval} 未通过", "en-US": "{approval} was rejected"])),
            content: try TextPattern(.plain("{{{initiator}} {instance_id}: {comment}")),
            button: try TextPattern(.byLocale(["en-US": "Change"])), note: try TextPattern(.plain("OA")))
        let rule = NotificationRule(.instanceRejected, .send(.custom, to: [.initiator], texts))
        let data = Self.data(.instanceRejected, extra: Self.people)
        let body = try #require(try sends(.instanceRejected, data, Self.policy(rule)).first).body
        func text(_ name: String, _ locale: String) -> String? {
            let key = body.object?[name]?.stringValue ?? body["actions"]?[0]?.object?[name]?.stringValue ?? ""
            let resource = body["i18n_resources"]?.array?.first { $0["locale"]?.stringValue == locale }
            return resource?["texts"]?.object?[key]?.stringValue
        }
        #expect(text("custom_title", "zh-CN") == "Laptop 未通过")
        #expect(text("custom_title", "en-US") == "Laptop was rejected")
        #expect(text("custom_content", "zh-CN") == "{u-ana} EXP-1: 好")
        #expect(text("custom_content", "en-US") == "{u-ana} EXP-1: Good")
        // The default language has every text.
        #expect(text("action_name", "zh-CN") == "Change")
        #expect(text("note", "zh-CN") == "OA")
        #expect(body["approval_name"] == nil && body["content"] == nil)
    }

    @Test func aCardCanSaySomethingOfOurOwn() throws {
        let texts = NotificationTexts(title: try TextPattern(.plain("{node}: done by somebody else")))
        let rule = NotificationRule(.taskCompleted, .update(.allTasks, .custom, texts))
        let task = F.task("t1", "DONE").dropLast() + ",\"node_name\":\"Finance\"}"
        let data = "{\"task_id\":\"t1\",\"instance\":\(F.instance(tasks: task + "," + F.task("t2")))}"
        let commands = try F.commands(.taskCompleted, data, configuration: Self.policy(rule))
        let updates = try commands.filter { $0.kind == .messageUpdate }.map { try F.body($0) }
        #expect(updates.map { $0["status"]?.stringValue } == ["CUSTOM", "CUSTOM"])
        let shown = updates.map { update in
            update["i18n_resources"]?[0]?["texts"]?.object?[update["status_name"]?.stringValue ?? ""]?.stringValue
        }
        #expect(shown == ["Finance: done by somebody else", ": done by somebody else"])
    }

    @Test func whatATemplateQuotesMustBeThere() throws {
        func outcome(_ template: MessageTemplate) throws -> (sent: Int, warnings: [String]) {
            let rule = NotificationRule(.instanceUpdated, .send(template, to: [.initiator], NotificationTexts()))
            let commands = try F.commands(
                .instanceUpdated, Self.data(.instanceUpdated), configuration: Self.policy(rule))
            return (commands.count - 1, commands[0].warnings.map(\.path))
        }
        #expect(try outcome(.commentReceived) == (0, ["data.comment.user_id"]))
        #expect(try outcome(.approved) == (1, []))
        #expect(try outcome(.submitted) == (1, []))
    }

    @Test func recipientsCountWhereTheyAreTold() throws {
        let people = "\"recipients\":[{\"user_id\":\"u-r1\"}]"
        let data = Self.data(.instanceUpdated, extra: people)
        let rule = NotificationRule(.instanceUpdated, .send(.shared, to: [.recipients], NotificationTexts()))
        let told = try F.commands(.instanceUpdated, data, configuration: Self.policy(rule))
        #expect(told.map(\.slot) == ["", "person:u-r1:1024"])
        #expect(told[0].warnings.isEmpty)
        #expect(try F.commands(.instanceUpdated, data)[0].warnings.map(\.path) == ["data.recipients"])
    }

    @Test func aPersonIsKnownByEitherId() throws {
        let task = F.task("t1").replacing("\"user_id\":\"u-t1\"", with: "\"user_id\":\"u1\",\"open_id\":\"ou1\"")
        let cc = Self.cc.replacing("ou_c2", with: "ou1")
        let rule = NotificationRule(.instanceUpdated, .send(.shared, to: [.approvers, .readers], NotificationTexts()))
        let data = "{\"instance\":\(F.instance(tasks: task, cc: cc))}"
        #expect(try sends(.instanceUpdated, data, Self.policy(rule)).map(\.slot) == ["task:t1", "cc:c1"])
    }

    /// A comment that isn't there leaves a text of nothing, which Feishu would refuse.
    @Test func wordsThatComeToNothingAreTheApprovalsName() throws {
        let texts = NotificationTexts(
            title: try TextPattern(.plain("{comment}")), content: try TextPattern(.plain(" {node} ")),
            note: try TextPattern(.plain("{comment}")))
        let rule = NotificationRule(.instanceRejected, .send(.custom, to: [.initiator], texts))
        let body = try #require(try sends(.instanceRejected, Self.data(.instanceRejected), Self.policy(rule)).first)
            .body
        let shown = body["i18n_resources"]?[0]?["texts"]?.object
        for name in ["custom_title", "custom_content"] {
            #expect(shown?[body.object?[name]?.stringValue ?? ""]?.stringValue == "Laptop", "\(name)")
        }
        #expect(body["note"] == nil)
    }

    @Test func manyTasksTakeTimeInStep() throws {
        // Each of 300 tasks and 200 copies: one change and one message each, no more.
        let tasks = (0..<300).map { F.task("t\($0)") }.joined(separator: ",")
        let rule = NotificationRule(.instanceCanceled, .send(.withdrawn, to: [.approvers], NotificationTexts()))
        let close = NotificationRule(.instanceCanceled, .update(.allTasks, .cancelled, NotificationTexts()))
        let commands = try F.commands(
            .instanceCanceled, "{\"instance\":\(F.instance(tasks: tasks))}", configuration: Self.policy(rule, close))
        #expect(commands.count == 601)
    }
}
