import JSON
import Testing

@testable import FeishuTypes

@Suite struct QuickApprovalBodyTests {
    private func read(_ json: String, _ mode: ReadingContext.Mode = .superset) throws -> (QuickApproval, [String]) {
        var context = ReadingContext(mode: mode)
        let quick = QuickApproval(salvaging: try JSONParser().parse(Array(json.utf8)), in: &context)
        return (quick, context.problems.map { "\($0.severity) \($0.path): \($0.problem)" })
    }

    private func bytes(_ body: some FeishuBody) -> String {
        var writer = JSONWriter()
        body.write(to: &writer)
        return String(decoding: writer.bytes(), as: UTF8.self)
    }

    @Test func whatIsWrittenReadsBackAsTheSame() throws {
        let (quick, problems) = try read(
            """
            {"action_configs":[{"action_type":"HOLD","action_name":"Hold","next_status":"PROCESSED"}],
             "action_callback_url":"https://oa/c","action_callback_token":"t","action_callback_key":"k","action_context":"c"}
            """)
        #expect(problems.isEmpty)
        let again = try read(bytes(quick), .plain)
        #expect(again.0 == quick && again.1.isEmpty)
        #expect(bytes(again.0) == bytes(quick))
    }

    @Test(arguments: [
        ("{}", "error : expected action_configs, action_callback_url or both, found neither"),
        (
            "{\"action_callback_token\":\"hush\",\"action_configs\":[{\"action_type\":\"APPROVE\"}]}",
            "warning action_callback_token: has no effect without action_callback_url"
        ),
        (
            "{\"action_configs\":[{\"action_type\":\"APPROVE\"},{\"action_type\":\"APPROVE\"}]}",
            "error action_configs[1].action_type: is already that of action_configs[0]"
        ),
        ("{\"action_configs\":[{\"action_type\":\"\"}]}", "error action_configs[0].action_type: must not be empty"),
    ])
    func whatIsWrongIsSaid(_ json: String, _ expected: String) throws {
        #expect(try read(json).1 == [expected])
    }

    @Test func aCardWithoutACallbackLosesItsButtons() throws {
        var message = MessageSend(template: .taskReceived, user: UserReference(userID: "u"), actions: [])
        var quick = QuickApproval()
        quick.actionConfigs = [MessageActionConfig(actionType: "APPROVE")]
        quick.actionContext = "c"
        message.addPart(of: quick)
        #expect(message.actionCallback?.actionContext == "c")
        var lost = message
        let leftOut = lost.complete(with: nil, context: "ids")
        #expect(leftOut)
        #expect(lost.actionConfigs.isEmpty && lost.actionCallback == nil)
        quick.actionCallbackURL = "https://oa/c"
        quick.actionContext = "declared"
        let stillLeftOut = message.complete(with: quick, context: "ids")
        #expect(!stillLeftOut)
        // The card's own context was its task's.
        #expect(message.actionCallback?.actionContext == "c")
        #expect(message.actionCallback?.actionCallbackURL == "https://oa/c")
    }

    @Test func buttonsOfADefinitionBringTheirNamesAlong() throws {
        let (quick, _) = try read(
            "{\"action_configs\":[{\"action_type\":\"HOLD\",\"action_name\":{\"zh-CN\":\"搁置\",\"de-DE\":\"Halten\"}}]}")
        var sync = InstanceSync(
            approvalCode: "c", instanceID: "i", status: .pending, links: Links(), user: UserReference(userID: "u"),
            startTime: 1, updateTime: 1)
        sync.tasks = [
            InstanceTask(
                taskID: "a", user: UserReference(userID: "u"), links: Links(), status: .pending, createTime: 1,
                updateTime: 1),
            InstanceTask(
                taskID: "b", user: UserReference(userID: "u"), links: Links(), status: .approved, createTime: 1,
                updateTime: 1),
        ]
        sync.i18nResources = [
            I18nResource(locale: "en-US", isDefault: true, texts: [I18nText(key: "@i18n@x", value: "X")])
        ]
        sync.add(quick)
        #expect(sync.tasks.map(\.actionConfigs.count) == [1, 0])
        let key = try #require(sync.tasks[0].actionConfigs[0].actionName)
        let names = sync.i18nResources.map { "\($0.locale)=\($0.texts.first { $0.key == key }?.value ?? "-")" }
        // The instance's default language has it too.
        #expect(Set(names) == ["en-US=搁置", "zh-CN=搁置", "de-DE=Halten"])
        #expect(sync.i18nResources.filter(\.isDefault).map(\.locale) == ["en-US"])
        let once = sync
        sync.add(quick)
        #expect(sync == once)
    }
}
