import JSON
import Testing

@testable import FeishuSimulator

extension Feishu {
    mutating func card(_ body: String) -> String {
        post(Paths.send, body).data?["message_id"]?.stringValue ?? "refused"
    }

    func card(id: String) -> CardView? { state.snapshot(StateFilter(messageID: id)).message(id) }
}

@Test func aSentCardIsSeenByItsRecipient() {
    var feishu = Feishu()
    let id = feishu.card(Payloads.message(uuid: "u-1", more: #","note":"@i18n@2""#))
    #expect(id.utf8.count == 19)
    #expect(Int64(id) != nil)
    let card = feishu.card(id: id)
    #expect(card?.title == "请假")
    #expect(card?.summaries == ["三天"])
    #expect(card?.note == "三天")
    #expect(card?.userID == "u1")
    #expect(card?.status == nil)
    #expect(feishu.state.snapshot(StateFilter(user: "u1")).messages.count == 1)
    #expect(feishu.state.snapshot(StateFilter(user: "u2")).messages.isEmpty)
    #expect(feishu.lastEntry?.keys.uuid == "u-1")
    #expect(feishu.lastEntry?.keys.messageID == id)
}

@Test func everyTemplateNeedsItsParts() {
    for template in MessageTemplate.all.values {
        var feishu = Feishu()
        let full = Payloads.message(
            template.id,
            more: #","comment":"@i18n@1","sender_user_id":"s","custom_title":"@i18n@1","custom_content":"@i18n@2""#)
        #expect(feishu.post(Paths.send, full).code == 0, "\(template.id)")
        var needed = template.parts.map { "\($0.name)" }
        needed += template.isCustom ? ["custom_title", "custom_content"] : ["approval_name", "summaries"]
        for name in needed {
            let answer = feishu.post(Paths.send, full.replacing("\"\(name)\"", with: "\"x_\(name)\""))
            #expect(answer.status == 200)
            #expect(answer.code == 60001, "\(template.id) without \(name)")
        }
    }
    #expect(MessageTemplate.all.count == 24)
}

private let longUUID = String(repeating: "u", count: 65)

private let refusalsOfASendAreHTTP200Cases: [(String, String, Int64, String)] = [
    (#""template_id":"1008","#, "", 60001, "no TemplateId error"),
    (#""1008""#, #""9999""#, 60001, "templateId invalid error"),
    (#""user_id":"u1","#, "", 60001, "no UserId error"),
    (#""user_id":"u1""#, #""open_id":"ou_1""#, 0, "success"),
    (#""android_url":"https://x","#, "", 60001, "actionUrls incomplete error"),
    (#""ios_url":"https://x""#, #""ios_url":"""#, 60001, "actionUrls incomplete error"),
    (#""pc_url":"https://x""#, #""pc_url":"x""#, 60001, "actionUrls without scheme error"),
    (#""url":"https://x""#, #""url":" https://x""#, 0, "success"),
    (#""DETAIL""#, #""Open""#, 60001, "first action must be DETAIL error"),
    (#"[{"summary":"@i18n@2"}]"#, "[]", 60001, "no Summaries error"),
    (
        #"[{"summary":"@i18n@2"}]"#,
        #"[{"summary":"1"},{"summary":"2"},{"summary":"3"},{"summary":"4"},{"summary":"5"},{"summary":"6"}]"#,
        60001, "too many Summaries error"
    ),
    (#"{"@i18n@1":"请假","@i18n@2":"三天"}"#, #"[{"key":"@i18n@1","value":"x"}]"#, 60001, "texts type error"),
    (#"{"template_id""#, #"{"uuid":"\#(longUUID)","template_id""#, 60001, "uuid too long error"),
    (#"{"template_id""#, #"{"action_configs":[{"action_type":"HOLD"}],"template_id""#, 60001, "no ActionName error"),
    (
        #"{"template_id""#, #"{"action_configs":[{"action_type":"APPROVE","next_status":"CANCELED"}],"template_id""#,
        60001,
        "nextStatus invalid error"
    ),
    (#""title_user_id":"u9","#, "", 0, "success"),
    (#""locale":"zh-CN""#, #""locale":"en_us""#, 0, "success"),
    (#"{"template_id""#, #"{"template_id"x"#, 60001, "invalid json body error"),
]

@Test(arguments: refusalsOfASendAreHTTP200Cases)
func refusalsOfASendAreHTTP200(part: String, replacement: String, code: Int64, message: String) {
    var feishu = Feishu()
    let body = Payloads.message()
    #expect(body.contains(part))
    let answer = feishu.post(Paths.send, body.replacing(part, with: replacement))
    #expect(answer.status == 200)
    #expect(answer.code == code)
    #expect(answer.message == message)
    #expect(answer.json?["error"] == nil)
    #expect(feishu.state.snapshot(StateFilter()).messages.count == (code == 0 ? 1 : 0))
}

@Test func fourActionsAndOpenDepartments() {
    var feishu = Feishu { $0.refusesOpenDepartmentID = true }
    let three = [String](repeating: Payloads.action, count: 3).joined(separator: ",")
    #expect(feishu.post(Paths.send, Payloads.message(actions: three)).message == "too many Actions error")
    #expect(feishu.post(Paths.send, Payloads.message(actions: "")).message == "no Actions error")
    let open = Payloads.message().replacing(#""content":{"#, with: #""content":{"department_id":"od-1","#)
    #expect(feishu.post(Paths.send, open).code == 60005)
}

@Test func aRepeatedUUIDSendsOnceWithinAnHour() {
    var feishu = Feishu()
    let first = feishu.card(Payloads.message(uuid: "u"))
    feishu.advance(.seconds(3599))
    #expect(feishu.card(Payloads.message(uuid: "u")) == first)
    #expect(feishu.lastEntry?.outcome == .duplicate)
    let other = feishu.card(Payloads.message(user: "u2", uuid: "u"))
    #expect(other != first, "the recipient belongs to the key")
    feishu.advance(.seconds(1))
    let again = feishu.card(Payloads.message(uuid: "u"))
    #expect(again != first, "a repeat did not prolong the hour")
    #expect(feishu.card(Payloads.message()) != feishu.card(Payloads.message()), "without a uuid nothing is a repeat")
    #expect(feishu.state.snapshot(StateFilter()).messages.count == 5)
}

@Test func theUUIDAloneCanBeTheKey() {
    var feishu = Feishu { $0.uuidKey = .uuid }
    let first = feishu.card(Payloads.message(uuid: "u"))
    #expect(feishu.card(Payloads.message(user: "u2", uuid: "u")) == first)
}

@Test func theAnswerToARepeatIsASwitch() {
    for choice in SimulatorSettings.RepeatedSendID.allCases {
        var feishu = Feishu { $0.repeatedSendID = choice }
        let first = feishu.card(Payloads.message(uuid: "u"))
        let again = feishu.card(Payloads.message(uuid: "u"))
        switch choice {
        case .original: #expect(again == first)
        case .empty: #expect(again.isEmpty)
        case .new:
            #expect(again != first)
            #expect(feishu.post(Paths.update, #"{"message_id":"\#(again)","status":"APPROVED"}"#).code == 60001)
        }
        #expect(feishu.state.snapshot(StateFilter()).messages.count == 1)
    }
    var feishu = Feishu { $0.uuidWindow = 0 }
    #expect(feishu.card(Payloads.message(uuid: "u")) != feishu.card(Payloads.message(uuid: "u")))
}

@Test func onlyThe1008IsUpdated() {
    var feishu = Feishu()
    let id = feishu.card(Payloads.message())
    let other = feishu.card(Payloads.message("1005"))
    let answer = feishu.post(Paths.update, #"{"message_id":"\#(id)","status":"APPROVED"}"#)
    #expect(answer.code == 0)
    #expect(answer.data?["message_id"]?.stringValue == id)
    #expect(feishu.card(id: id)?.status == "APPROVED")
    #expect(feishu.post(Paths.update, #"{"message_id":"\#(id)","status":"APPROVED"}"#).code == 0)
    #expect(feishu.lastEntry?.outcome == .duplicate)
    #expect(feishu.card(id: id)?.updates == 1)
    #expect(feishu.post(Paths.update, #"{"message_id":"\#(other)","status":"APPROVED"}"#).code == 60001)
    for (body, message) in [
        (#"{"message_id":"\#(id)"}"#, "no Status error"), (#"{"status":"APPROVED"}"#, "no MessageId error"),
        (#"{"message_id":"\#(id)","status":"CANCELED"}"#, "status invalid error"),
        (#"{"message_id":\#(id),"status":"APPROVED"}"#, "no MessageId error"),
        (#"{"message_id":"1","status":"APPROVED"}"#, "message not found error"), ("", "invalid json body error"),
    ] {
        let refused = feishu.post(Paths.update, body)
        #expect(refused.status == 200)
        #expect(refused.code == 60001)
        #expect(refused.message == message)
    }
    let custom =
        #""status":"CUSTOM","status_name":"@i18n@1","i18n_resources":[{"locale":"zh-CN","is_default":true,"texts":{"@i18n@1":"已废弃"}}]"#
    #expect(feishu.post(Paths.update, #"{"message_id":"\#(id)",\#(custom)}"#).code == 0)
    #expect(feishu.card(id: id)?.statusName == "已废弃")
}

@Test func aCardIsTooOldAfterThirtyDays() {
    var feishu = Feishu { $0.updateRefusalCode = 4004 }
    let id = feishu.card(Payloads.message())
    feishu.advance(.seconds(30 * 86_400))
    feishu.token = feishu.makeToken()
    #expect(feishu.post(Paths.update, #"{"message_id":"\#(id)","status":"APPROVED"}"#).code == 0)
    feishu.advance(.seconds(1))
    #expect(feishu.post(Paths.update, #"{"message_id":"\#(id)","status":"REJECTED"}"#).code == 4004)
}

@Test func updatesCanRenameTheCardAndBeFinal() {
    var feishu = Feishu {
        $0.updatedMessageID = .new
        $0.finalStatusCanChange = false
    }
    let id = feishu.card(Payloads.message())
    let next = feishu.post(Paths.update, #"{"message_id":"\#(id)","status":"APPROVED"}"#).data?["message_id"]?
        .stringValue
    #expect(next != id)
    #expect(feishu.post(Paths.update, #"{"message_id":"\#(id)","status":"APPROVED"}"#).code == 60001)
    #expect(
        feishu.post(Paths.update, #"{"message_id":"\#(next ?? "")","status":"REJECTED"}"#).message
            == "status is final error")
    #expect(feishu.card(id: next ?? "")?.status == "APPROVED")
}

@Test func anotherAppsCardIsUnknown() {
    var feishu = Feishu(SimulatorConfiguration(apps: [SimulatedApp(id: "cli_other", secret: "s")]))
    let id = feishu.card(Payloads.message())
    feishu.token = feishu.makeToken("cli_other", "s")
    #expect(
        feishu.post(Paths.update, #"{"message_id":"\#(id)","status":"APPROVED"}"#).message == "message not found error")
}
