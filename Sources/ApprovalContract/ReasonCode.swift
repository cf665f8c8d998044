/// Why an outcome is what it is: the closed enum of `data.reason.code` and of `approval-dlq-reason`.
public enum ReasonCode: String, Sendable, Hashable, CaseIterable {
    // rejected
    case undecodable
    case invalid
    case unknownType = "unknown_type"
    case unknownApp = "unknown_app"
    case expired
    case tooLarge = "too_large"
    case replyTopicNotAllowed = "reply_topic_not_allowed"

    // dead_lettered
    case feishuValidation = "feishu_validation"
    case feishuReference = "feishu_reference"
    case feishuPermission = "feishu_permission"
    case feishuUnknownCode = "feishu_unknown_code"
    case attemptsExhausted = "attempts_exhausted"
    case tooOld = "too_old"
    case definitionUnknown = "definition_unknown"
    case inDoubt = "in_doubt"
    case discarded

    // unchanged
    case older
    case noCard = "no_card"
    case cardNotUpdatable = "card_not_updatable"
    case cardExpired = "card_expired"
    case noCommands = "no_commands"
    case alreadyApplied = "already_applied"
}
