import FeishuTypes
import JSON
import Testing

/// What a sender would write by itself comes to what Feishu documents: the same JSON, but for the names of its i18n keys.
struct FriendlyBodyTests {
    private func expect<Body: FeishuBody>(
        _ type: Body.Type, _ friendly: String, becomes fixture: String, changed: [(String, String?)] = [],
        isWithoutTexts: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var target = fixture
        for (path, json) in changed { target = try Bodies.changed(target, path, to: json) }
        let result = try read(type, friendly)
        let body = try #require(result.body, "\(result.errors)", sourceLocation: sourceLocation)
        let (made, wanted) = (try parse(written(body)), try parse(target))
        #expect(
            Renamed(made, isWithoutTexts).text == Renamed(wanted, isWithoutTexts).text, sourceLocation: sourceLocation)
        // And the same again: equal events make equal bodies.
        let again = try #require(try read(type, friendly).body, sourceLocation: sourceLocation)
        #expect(written(again) == written(body), sourceLocation: sourceLocation)
    }

    /// Its keys are numbered in the order of their use; texts are in the order of their keys.
    private struct Renamed {
        private var numbers: [String: Int] = [:]
        private(set) var text = ""

        init(_ value: JSONValue, _ isWithoutTexts: Bool) {
            number(value)
            text = canonical(value, isWithoutTexts)
        }

        private mutating func number(_ value: JSONValue) {
            if let object = value.object {
                for member in object.sorted(by: { String($0.key) < String($1.key) })
                where member.key != "i18n_resources" {
                    number(member.value)
                }
            } else if let array = value.array {
                for element in array { number(element) }
            } else if let text = value.stringValue, text.hasPrefix("@i18n@"), numbers[text] == nil {
                numbers[text] = numbers.count + 1
            }
        }

        private func canonical(_ value: JSONValue, _ isWithoutTexts: Bool, isSorted: Bool = false) -> String {
            if let object = value.object {
                let members = object.filter { !(isWithoutTexts && $0.key == "i18n_resources") }.map { member in
                    let isSorted = member.key == "texts" || member.key == "i18n_resources"
                    return
                        "\(renamed(String(member.key))):\(canonical(member.value, isWithoutTexts, isSorted: isSorted))"
                }
                return "{" + members.sorted().joined(separator: ",") + "}"
            }
            if let array = value.array {
                let elements = array.map { canonical($0, isWithoutTexts) }
                return "[" + (isSorted ? elements.sorted() : elements).joined(separator: ",") + "]"
            }
            if let text = value.stringValue { return "\"\(renamed(text))\"" }
            var writer = JSONWriter()
            writer.value(value)
            return writer.string()
        }

        private func renamed(_ text: String) -> String { numbers[text].map { "@i18n@\($0)" } ?? text }
    }

    @Test func aDefinition() throws {
        try expect(
            DefinitionUpsert.self,
            #"""
            {
              "approval_name": "people", "approval_code": "F46EB460-9476-4789-9524-ECD564291234",
              "group_code": "work_group", "group_name": {"zh_cn": "hr"},
              "external": {
                "create_link_pc": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc%2Fpages%2Fcreate-form%2Findex%3Fid%3D9999",
                "create_link_mobile": " https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages%2Fapproval-form%2Findex%3Fid%3D9999",
                "support_pc": true, "support_mobile": true, "support_batch_read": false, "enable_mark_readed": false,
                "action_callback_url": "http://feishu.cn/approval/openapi/operate",
                "action_callback_token": "sdjkljkx9lxxxxx", "action_callback_key": "gfdqedvsadxxxxx"
              },
              "viewers": [{"viewer_type": "TENANT"}], "managers": ["96449fb3"]
            }
            """#, becomes: Fixtures.definition)
    }

    /// The documented sample has texts for one of its keys only, and two texts that are no keys.
    @Test func anInstance() throws {
        try expect(
            InstanceSync.self,
            #"""
            {
              "approval_code": "81D31358-93AF-92D6-7425-01A5D67C4E71", "instance_id": "24492654", "status": "PENDING",
              "extra": {"xxx": "xxx", "business_key": "xxx"},
              "links": {
                "pc_link": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc/pages/detail?id=1234",
                "mobile_link": "https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages/detail?id=1234"
              },
              "title": "people", "form": [{"name": "Days", "value": "2"}], "user_id": "a987sf9s", "user_name": "Robot",
              "open_id": "ou_be73cbc0ee35eb6ca54e9e7cc14998c1", "department_id": "od-8ec33278bc2",
              "department_name": {"zh-CN": "hr"}, "start_time": "2019-04-28T16:13:32.678Z",
              "end_time": "2019-04-29T00:13:32.678+08:00", "update_time": 1556468012678, "display_method": "BROWSER",
              "update_mode": "UPDATE",
              "task_list": [{
                "task_id": "112534", "user_id": "a987sf9s", "open_id": "ou_be73cbc0ee35eb6ca54e9e7cc14998c1",
                "title": "Approve", "status": "PENDING", "extra": {"xxx": "xxx", "complete_reason": "approved"},
                "create_time": 1556468012678, "end_time": 1556468012678, "action_context": "123456",
                "action_configs": [{
                  "action_type": "APPROVE", "action_name": "Yes", "is_need_reason": false, "is_reason_required": false,
                  "is_need_attachment": false
                }],
                "display_method": "BROWSER", "exclude_statistics": false, "node_id": "node", "node_name": "Head",
                "generate_type": "EXTERNAL_CONSIGN"
              }],
              "cc_list": [{
                "cc_id": "123456", "user_id": "12345", "open_id": "ou_be73cbc0ee35eb6ca54e9e7cc14998c1",
                "read_status": "READ", "extra": {"xxx": "xxx"}, "title": "Copy", "create_time": 1556468012678,
                "display_method": "BROWSER"
              }],
              "trusteeship_url_token": "788981c886b1c28ac29d1e68efd60683d6d90dfce80938ee9453e2a5f3e9e306",
              "trusteeship_user_id_type": "user_id",
              "trusteeship_urls": {
                "form_detail_url": "https://#{your_domain}/api/form_detail",
                "action_definition_url": "https://#{your_domain}/api/action_definition",
                "approval_node_url": "https://#{your_domain}/api/approval_node",
                "action_callback_url": "https://#{your_domain}/api/action_callback",
                "pull_business_data_url": "https://#{your_domain}/api/pull_business_data"
              },
              "trusteeship_cache_config": {"form_policy": "DISABLE", "form_vary_with_locale": false, "form_version": 1},
              "resource_region": "cn"
            }
            """#, becomes: Fixtures.instance,
            changed: [("task_list[0].node_name", "\"@i18n@6\""), ("cc_list[0].title", "\"@i18n@7\"")],
            isWithoutTexts: true)
    }

    @Test func aCheck() throws {
        try expect(
            InstanceCheck.self,
            #"""
            {"instances": [{"instance_id": "1234234234242423", "update_time": "2020-06-08T15:57:20+08:00",
                            "tasks": [{"task_id": "112253", "update_time": 1591603040000}]}]}
            """#, becomes: Fixtures.check)
    }

    @Test func aMessage() throws {
        try expect(
            MessageSend.self,
            #"""
            {
              "template_id": 1008, "user_id": "454dg7x4", "uuid": "uuiddemo1234",
              "approval_name": {"en_us": "Temporary release"}, "title_user_id": "454dg7x4",
              "title_user_id_type": "user_id", "comment": {"en-US": "Disapproval"},
              "content": {"summaries": [{"en-US": "Need to modify"}]},
              "note": {"en-US": "From OA,please access through the internal network."},
              "actions": [{"action_name": "DETAIL", "url": "https://www.examlpe.com"}],
              "action_configs": [
                {"action_type": "APPROVE", "is_need_reason": true, "is_reason_required": true, "is_need_attachment": true,
                 "next_status": "APPROVED"},
                {"action_type": "REJECT", "action_name": {"en-US": "Cancel"}, "next_status": "REJECTED"}
              ],
              "action_callback": {
                "action_callback_url": "https://www.examlpe.com", "action_callback_token": "",
                "action_callback_key": "", "action_context": ""
              },
              "i18n_resources": [{"locale": "en-US", "is_default": true, "texts": {}}]
            }
            """#, becomes: Fixtures.tutorialMessage,
            // Nobody is nobody: left out, not empty.
            changed: [
                ("content.user_id", nil), ("content.user_id_type", nil), ("content.department_id", nil),
                ("i18n_resources[0].locale", "\"en-US\""),
            ])
    }

    @Test func aCustomMessage() throws {
        try expect(
            MessageSend.self,
            #"""
            {
              "template_id": "1021", "user_id": "employeeId1", "uuid": "uuid", "custom_title": "Custom template",
              "custom_content": "Please help process my approval as soon as possible.",
              "note": "From OA,please access through the internal network.",
              "actions": [{"action_name": {"en-US": "DETAIL"}, "pc_url": "https://bytedance.com"}],
              "i18n_resources": [{"locale": "en-US", "is_default": true, "texts": []}]
            }
            """#, becomes: Fixtures.customMessage, changed: [("actions[0].url", "\"https://bytedance.com\"")])
    }

    @Test func aMessageUpdate() throws {
        try expect(
            MessageUpdate.self,
            #"{"message_id": "xxxx", "status": "CUSTOM", "status_name": "已废弃", "detail_action_name": "已废弃按钮"}"#,
            becomes: Fixtures.customUpdate)
        try expect(
            MessageUpdate.self, #"{"message_id": 7250020197497765889, "status": "APPROVED"}"#,
            becomes: Fixtures.tutorialUpdate)
    }
}
