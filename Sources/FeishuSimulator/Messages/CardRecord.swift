import JSON

/// A sent card as its recipient sees it.
struct CardRecord {
    var principal: Principal
    var uuid: String?
    var template: String
    var userID: String?
    var openID: String?
    var title: String
    var titleUser: String?
    var summaries: [String]
    var comment: String?
    var note: String?
    var actions: [String]
    /// The quick-approval buttons' types.
    var buttons: [String]
    var sentAt: SimulatorInstant
    var updatedAt: SimulatorInstant?
    /// nil until the first update.
    var status: String?
    /// The title text of a CUSTOM status.
    var statusName: String?
    var updates = 0

    init(_ json: JSONValue, template: MessageTemplate, by principal: Principal, at now: SimulatorInstant) {
        let texts = I18nTexts(json["i18n_resources"])
        self.principal = principal
        self.template = template.id
        uuid = json.text("uuid")
        userID = json.text("user_id")
        openID = json.text("open_id")
        title = texts.text(json.text(template.isCustom ? "custom_title" : "approval_name") ?? "")
        titleUser = json.text("title_user_id")
        if template.isCustom {
            summaries = [texts.text(json.text("custom_content") ?? "")]
        } else {
            summaries =
                json["content"]?["summaries"]?.array?.prefix(5).compactMap { texts.text($0.text("summary")) } ?? []
        }
        comment = texts.text(json.text("comment"))
        note = texts.text(json.text("note"))
        actions = json["actions"]?.array?.compactMap { texts.text($0.text("action_name")) } ?? []
        buttons = json["action_configs"]?.array?.prefix(2).compactMap { $0.text("action_type") } ?? []
        sentAt = now
    }

    var recipient: String { userID ?? openID ?? "" }
}
