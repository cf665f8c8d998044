import JSON

// What a message's template asks of its parts.
extension MessageSend {
    /// - Parameter known: the template, unless it was missing or unknown.
    /// - Parameter hasSoundContent: whether nothing was wrong with `content`.
    func check(_ known: MessageTemplate?, hasSoundContent: Bool, in context: inout ReadingContext) {
        if user.isEmpty {
            context.report("user_id", "at least one of user_id and open_id is required: the recipient")
        }
        guard let known else { return }
        checkParts(of: known, in: &context)
        if hasSoundContent, known.requiredParts.contains(.summaries), content?.summaries.isEmpty == true {
            context.report("content.summaries", "must not be empty: template \(known.rawValue) shows one line at least")
        }
        checkActions(of: known, in: &context)
        checkQuickApproval(of: known, in: &context)
        warnOfUnusedParts(of: known, in: &context)
    }

    private func checkParts(of known: MessageTemplate, in context: inout ReadingContext) {
        let parts = known.requiredParts
        func need(_ part: MessageTemplate.Parts, _ field: String, _ isThere: Bool) {
            guard parts.contains(part), !isThere else { return }
            context.report(field, "is required by template \(known.rawValue), but missing")
        }
        need(.approvalName, "approval_name", approvalName != nil)
        need(.summaries, "content", content != nil)
        need(.titleUser, "title_user_id", known == .taskReceived ? titleUserID != nil : !(titleUserID ?? "").isEmpty)
        need(.comment, "comment", comment != nil)
        need(.sender, "sender_user_id", senderUserID != nil)
        need(.customTitle, "custom_title", customTitle != nil)
        need(.customContent, "custom_content", customContent != nil)
    }

    private func checkActions(of known: MessageTemplate, in context: inout ReadingContext) {
        guard let first = actions.first else {
            return context.report("actions", "at least one action is required")
        }
        guard known != .custom, first.actionName != MessageAction.detail, !first.actionName.isEmpty else { return }
        context.report(
            "actions[0].action_name",
            "expected DETAIL: the first action of template \(known.rawValue) opens the approval")
    }

    /// A button needs a callback, and a callback a button.
    private func warnOfLooseEnds(in context: inout ReadingContext) {
        if let actionCallback {
            if actionCallback.actionCallbackURL == nil, !actionConfigs.isEmpty {
                context.report(
                    "action_callback.action_callback_url", "is missing, so the buttons of action_configs will fail",
                    severity: .warning)
            }
            if actionConfigs.isEmpty {
                context.report("action_configs", "is missing, so nothing uses action_callback", severity: .warning)
            }
        } else if !actionConfigs.isEmpty {
            context.report(
                "action_callback", "is missing, so the buttons of action_configs will fail", severity: .warning)
        }
    }

    private func checkQuickApproval(of known: MessageTemplate, in context: inout ReadingContext) {
        context.checkRepeatedActions(actionConfigs, \.actionType)
        guard !known.supportsQuickApproval else { return warnOfLooseEnds(in: &context) }
        let problem = "template \(known.rawValue) has no quick approval"
        if !actionConfigs.isEmpty { context.report("action_configs", problem) }
        if actionCallback != nil { context.report("action_callback", problem) }
    }

    /// What Feishu takes, and doesn't show.
    private func warnOfUnusedParts(of known: MessageTemplate, in context: inout ReadingContext) {
        func warn(_ field: String, _ isThere: Bool) {
            guard isThere else { return }
            context.report(field, "is not shown by template \(known.rawValue)", severity: .warning)
        }
        if known == .custom {
            warn("approval_name", approvalName != nil)
            warn("title_user_id", titleUserID != nil)
            warn("comment", comment != nil)
            warn("content", content != nil)
        } else {
            warn("custom_title", customTitle != nil)
            warn("custom_content", customContent != nil)
        }
    }
}
