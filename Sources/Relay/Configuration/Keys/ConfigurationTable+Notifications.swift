import FeishuTypes
import Routing

extension ConfigurationTable {
    /// Fields of an entry of `route.notifications`.
    static let notificationKeys: [ConfigurationKey<NotificationEntry>] = [
        ConfigurationKey("event", .optionalText(\.type), "The events' type.", example: "approval.task.created"),
        ConfigurationKey("app", .optionalText(\.app), "An app's alias; every app without it.", example: "hr"),
        ConfigurationKey(
            "definition", .optionalText(\.definition),
            "`approval_code` of the events, or its beginning and *; every definition without it.",
            example: "\"expense-*\""),
        ConfigurationKey("send", .optionalText(\.send), "A template's id.", example: "\"1008\""),
        ConfigurationKey(
            "to", .list(\.to), "Whom: \(Recipient.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")).",
            example: "[approver]"),
        ConfigurationKey(
            "update", .optionalText(\.update),
            "What cards become: \(CardStatus.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")).",
            example: "APPROVED"),
        ConfigurationKey(
            "cards", .optionalText(\.cards),
            "Which ones: \(CardSelection.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")); without it `task` in a task's event, else `open_tasks`.",
            example: "open_tasks"),
        ConfigurationKey(
            "title", .words(\.title), "Title of template 1021, or of a card that becomes `CUSTOM`.",
            example: "{zh-CN: \"{approval} 已超时\", en-US: \"{approval} is late\"}"),
        ConfigurationKey(
            "content", .words(\.content), "Text of template 1021; markdown.", example: "\"**{node}** waits.\""),
        ConfigurationKey(
            "button", .words(\.button), "The button of template 1021, or of a card that becomes `CUSTOM`.",
            example: "{zh-CN: 打开, en-US: Open}"),
        ConfigurationKey("note", .words(\.note), "A message's footer.", example: "{zh-CN: 财务部, en-US: Finance}"),
    ]
}
