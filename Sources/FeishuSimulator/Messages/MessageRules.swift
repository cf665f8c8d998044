import JSON

/// The bot API's checks. Its refusals are HTTP 200 with code 60001; the two messages in quotes in feishu-api are its own, the
/// others follow their form.
struct MessageRules {
    let settings: SimulatorSettings

    static let cardStatuses: Set<String> = [
        "APPROVED", "REJECTED", "CANCELLED", "FORWARDED", "ROLLBACK", "ADD", "DELETED", "PROCESSED", "CUSTOM",
    ]

    /// Checks a send. Parts that a template doesn't use, such as quick-approval buttons, are ignored.
    func checkSend(_ body: RequestBody) throws(Refusal) -> (JSONValue, MessageTemplate) {
        guard let json = body.object else { throw .message("invalid json body error") }
        guard let id = json.text("template_id") else { throw .message("no TemplateId error") }
        guard let template = MessageTemplate.all[id] else { throw .message("templateId invalid error") }
        guard json.text("user_id") != nil || json.text("open_id") != nil else { throw .message("no UserId error") }
        if let uuid = json.member("uuid") {
            guard let text = uuid.stringValue else { throw .message("uuid type error") }
            guard text.count <= 64 else { throw .message("uuid too long error") }
        }
        if template.isCustom {
            try requireText(json, "custom_title")
            try requireText(json, "custom_content")
        } else {
            try requireText(json, "approval_name")
            for part in template.parts { try requireText(json, part.name) }
            try checkContent(json)
        }
        try checkActions(json, template)
        try checkButtons(json)
        try checkTexts(json, isRequired: true)
        return (json, template)
    }

    /// Checks an update as far as that needs no card.
    func checkUpdate(_ body: RequestBody) throws(Refusal) -> (JSONValue, id: String, status: String) {
        guard let json = body.object else { throw .message("invalid json body error") }
        guard let status = json.text("status") else { throw .message("no Status error") }
        guard let id = json.text("message_id") else { throw .message("no MessageId error") }
        guard Self.cardStatuses.contains(status) else { throw .message("status invalid error") }
        try checkTexts(json, isRequired: false)
        return (json, id, status)
    }

    private func checkContent(_ json: JSONValue) throws(Refusal) {
        guard let content = json["content"], content.object != nil else { throw .message("no Content error") }
        guard let summaries = content["summaries"]?.array, !summaries.isEmpty else {
            throw .message("no Summaries error")
        }
        guard summaries.count <= 5 else { throw .message("too many Summaries error") }
        for summary in summaries where summary.text("summary") == nil { throw .message("summary incomplete error") }
        if settings.refusesOpenDepartmentID, content.text("department_id")?.hasPrefix("od-") ?? false {
            throw .message("department check failed", code: 60005)
        }
    }

    private func checkActions(_ json: JSONValue, _ template: MessageTemplate) throws(Refusal) {
        guard let actions = json["actions"]?.array, !actions.isEmpty else { throw .message("no Actions error") }
        guard actions.count <= 2 else { throw .message("too many Actions error") }
        for (position, action) in actions.enumerated() {
            guard let name = action.text("action_name") else { throw .message("no ActionName error") }
            if position == 0, !template.isCustom, name != "DETAIL" {
                throw .message("first action must be DETAIL error")
            }
            for url in [action["url"], action["android_url"], action["ios_url"], action["pc_url"]] {
                guard let text = url?.stringValue, !text.isEmpty else { throw .message("actionUrls incomplete error") }
                guard text.contains("://") else { throw .message("actionUrls without scheme error") }
            }
        }
    }

    private func checkButtons(_ json: JSONValue) throws(Refusal) {
        guard let configs = json.member("action_configs") else { return }
        guard let array = configs.array else { throw .message("actionConfigs type error") }
        for config in array {
            guard let type = config.text("action_type") else { throw .message("no ActionType error") }
            if type != "APPROVE", type != "REJECT", config.text("action_name") == nil {
                throw .message("no ActionName error")
            }
            if let status = config.text("next_status"), !Self.cardStatuses.contains(status) {
                throw .message("nextStatus invalid error")
            }
        }
    }

    /// Here `texts` is a map; the approval API's list of key and value is refused.
    private func checkTexts(_ json: JSONValue, isRequired: Bool) throws(Refusal) {
        guard let resources = json.member("i18n_resources") else {
            if isRequired { throw .message("no I18nResources error") }
            return
        }
        guard let array = resources.array else { throw .message("i18nResources type error") }
        if isRequired, array.isEmpty { throw .message("no I18nResources error") }
        for resource in array {
            guard resource.text("locale") != nil else { throw .message("no Locale error") }
            guard let texts = resource["texts"]?.object else { throw .message("texts type error") }
            for text in texts where text.value.string == nil { throw .message("texts type error") }
        }
    }

    private func requireText(_ json: JSONValue, _ name: StaticString) throws(Refusal) {
        guard json.text(name) != nil else { throw .message("no \(name) error") }
    }
}
