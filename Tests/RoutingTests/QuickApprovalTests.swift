import ApprovalContract
import FeishuTypes
import JSON
import Testing

@testable import Routing

@Suite struct QuickApprovalTests {
    typealias F = RouterFixture

    private static let callback = """
        "action_callback_url":"https://oa.example.com/cb","action_callback_token":"hush-93"
        """
    private static let buttons = """
        "action_configs":[{"action_type":"APPROVE","next_status":"APPROVED"},
         {"action_type":"HOLD","action_name":{"zh-CN":"搁置","en-US":"Hold"},"is_need_reason":true}]
        """

    private func commands(_ quick: String, tasks: String = F.task("t1")) throws -> [Command] {
        try F.commands(
            .taskCreated,
            "{\"task_id\":\"t1\",\"instance\":\(F.instance(tasks: tasks))\(quick.isEmpty ? "" : ",\"quick_approval\":{\(quick)}")}"
        )
    }

    private func text(_ body: JSONValue, _ key: String?, _ locale: String) -> String? {
        let resource = body["i18n_resources"]?.array?.first { $0["locale"]?.stringValue == locale }
        guard let key, let texts = resource?["texts"] else { return nil }
        if let map = texts.object { return map[key]?.stringValue }
        return texts.array?.first { $0["key"]?.stringValue == key }?["value"]?.stringValue
    }

    @Test func oneDeclarationServesTaskAndCard() throws {
        let commands = try commands(Self.buttons + "," + Self.callback, tasks: F.task("t1") + "," + F.task("t2"))
        #expect(commands.map(\.slot) == ["", "task:t1"])
        let sync = try F.body(commands[0])
        for (index, id) in ["t1", "t2"].enumerated() {
            let task = try #require(sync["task_list"]?[index])
            #expect(
                task["action_configs"]?.array?.compactMap { $0["action_type"]?.stringValue } == ["APPROVE", "HOLD"])
            // `next_status` is a card's.
            #expect(task["action_configs"]?[0]?["next_status"] == nil)
            #expect(task["action_context"]?.stringValue == "{\"instance_id\":\"EXP-1\",\"task_id\":\"\(id)\"}")
            let name = task["action_configs"]?[1]?["action_name"]?.stringValue
            #expect(text(sync, name, "zh-CN") == "搁置" && text(sync, name, "en-US") == "Hold")
        }
        let card = try F.body(commands[1])
        #expect(card["action_configs"]?[0]?["next_status"]?.stringValue == "APPROVED")
        #expect(card["action_configs"]?[1]?["is_need_reason"]?.bool == true)
        let name = card["action_configs"]?[1]?["action_name"]?.stringValue
        #expect(text(card, name, "zh-CN") == "搁置" && text(card, name, "en-US") == "Hold")
        let callback = try #require(card["action_callback"])
        #expect(callback["action_callback_url"]?.stringValue == "https://oa.example.com/cb")
        #expect(callback["action_callback_token"]?.stringValue == "hush-93")
        #expect(callback["action_context"]?.stringValue == "{\"instance_id\":\"EXP-1\",\"task_id\":\"t1\"}")
        // Nothing is left for the definition to give.
        #expect(commands[1].cardOrigin == nil)
        var context = ReadingContext(mode: .superset)
        _ = MessageSend(salvaging: card, in: &context)
        #expect(context.problems.filter { $0.path != "i18n_resources" }.isEmpty, "\(context.problems)")
    }

    @Test func aTasksOwnButtonsGoOnItsCard() throws {
        let own =
            F.task("t1").dropLast() + ",\"action_configs\":[{\"action_type\":\"REJECT\"}],\"action_context\":\"mine\"}"
        let commands = try commands(Self.buttons + "," + Self.callback, tasks: String(own))
        let card = try F.body(commands[1])
        #expect(card["action_configs"]?.array?.compactMap { $0["action_type"]?.stringValue } == ["REJECT"])
        #expect(card["action_callback"]?["action_context"]?.stringValue == "mine")
        let task = try F.body(commands[0])["task_list"]?[0]
        #expect(task?["action_configs"]?.array?.count == 1 && task?["action_context"]?.stringValue == "mine")
    }

    @Test func whatTheEventLacksIsLookedForInTheDefinition() throws {
        let context = "{\"instance_id\":\"EXP-1\",\"task_id\":\"t1\"}"
        let origin = CardOrigin(definition: "purchase", actionContext: context)
        let bare = try commands("")
        #expect(bare[1].cardOrigin == origin)
        #expect(try F.body(bare[1])["action_callback"] == nil)
        let buttons = try commands(Self.buttons)
        #expect(buttons[1].cardOrigin == origin)
        #expect(try F.body(buttons[1])["action_configs"]?.array?.count == 2)
        #expect(try F.body(buttons[1])["action_callback"]?["action_callback_url"] == nil)
        // A command carries it between the stages.
        var writer = JSONWriter()
        buttons[1].write(to: &writer)
        #expect(try Command(reading: JSONParser().parse(writer.bytes())).cardOrigin == origin)
    }

    /// A callback's context: the task's, else the declaration's, else the ids; whoever else has the buttons and the address.
    @Test(arguments: [
        ("", "", "{\"instance_id\":\"EXP-1\",\"task_id\":\"t1\"}"), ("mine", "", "mine"), ("", "X", "X"),
        ("mine", "X", "mine"),
    ])
    func aCardsContextIsTheNearest(_ own: String, _ declared: String, _ expected: String) throws {
        let task = String(
            F.task("t1").dropLast() + (own.isEmpty ? "" : ",\"action_context\":\"\(own)\"") + "}")
        let context = declared.isEmpty ? "" : ",\"action_context\":\"\(declared)\""
        for (inEvent, buttons) in [(true, true), (true, false), (false, true)] {
            // What the event doesn't declare, the definition does.
            let event = inEvent ? Self.callback + (buttons ? "," + Self.buttons : "") + context : ""
            let command = try commands(event, tasks: task)[1]
            var message = try #require(MessageSend(exactly: try F.body(command)))
            if let origin = command.cardOrigin {
                var definition = QuickApproval()
                definition.actionConfigs = [MessageActionConfig(actionType: "APPROVE")]
                definition.actionCallbackURL = "https://oa.example.com/definition"
                if !inEvent { definition.actionContext = declared.isEmpty ? nil : declared }
                _ = message.complete(with: definition, context: origin.actionContext)
            }
            #expect(message.actionCallback?.actionContext == expected, "\(inEvent) \(buttons)")
            #expect(message.actionConfigs.isEmpty == false)
        }
    }

    @Test func buttonsWithoutACallbackAreWarnedOfWhereNoDefinitionIsKnown() throws {
        let data = """
            {"task_id":"t1","approval_code_kind":"feishu","quick_approval":{\(Self.buttons)},
             "instance":\(F.instance(tasks: F.task("t1")))}
            """
        let commands = try F.commands(.taskCreated, data)
        #expect(commands[1].warnings.map(\.path) == ["data.quick_approval.action_callback_url"])
        #expect(try F.body(commands[1])["action_configs"] == nil)
    }

    @Test func feishusOwnCodeHasNoDefinitionHere() throws {
        let data =
            "{\"task_id\":\"t1\",\"approval_code_kind\":\"feishu\",\"instance\":\(F.instance(tasks: F.task("t1")))}"
        #expect(try F.commands(.taskCreated, data)[1].cardOrigin == nil)
    }

    @Test func tasksThatAreOverGetNoButtons() throws {
        let done = F.task("t1", "APPROVED").replacing("\"end_time\":0", with: "\"end_time\":1772328600000")
        let data = """
            {"task_id":"t1","quick_approval":{\(Self.buttons),\(Self.callback)},
             "instance":\(F.instance(tasks: done + "," + F.task("t2")))}
            """
        let commands = try F.commands(.taskApproved, data)
        let tasks = try F.body(commands[0])["task_list"]
        #expect(tasks?[0]?["action_configs"] == nil && tasks?[1]?["action_configs"]?.array?.count == 2)
    }

    @Test(arguments: [
        ("", "", nil, nil), ("https://def", "", "https://def", "https://def"),
        ("", "https://q", "https://q", "https://q"),
        ("https://def", "https://q", "https://def", "https://q"),
    ])
    func aDefinitionSharesItsCallback(_ own: String, _ declared: String, _ external: String?, _ cards: String?) throws {
        func callback(_ url: String) -> String { url.isEmpty ? "" : ",\"action_callback_url\":\"\(url)\"" }
        let quick = declared.isEmpty ? "" : ",\"quick_approval\":{\"action_callback_url\":\"\(declared)\"}"
        let data = """
            {"definition":{"approval_code":"purchase","approval_name":"Purchase","group_code":"g","group_name":"G",
             "external":{"support_pc":true,"create_link_pc":"https://oa.example.com/new"\(callback(own))},
             "viewers":[{"viewer_type":"TENANT"}]}\(quick)}
            """
        let command = try F.commands(.definitionPublished, data)[0]
        #expect(try F.body(command)["external"]?["action_callback_url"]?.stringValue == external)
        let shared = try command.quickApproval.map { try JSONParser().parse($0.json) }
        #expect(shared?["action_callback_url"]?.stringValue == cards)
    }
}
