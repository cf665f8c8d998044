import ApprovalContract
import FeishuTypes
import JSON

/// Quick approval on the cards of an instance's tasks: a task's own buttons, with the callback that the event declares.
struct CardButtons {
    let instance: InstanceSync
    /// The event's declaration; tasks have its buttons already.
    let quick: QuickApproval?
    let codeKind: CodeKind
    private var hasWarned = false

    init(instance: InstanceSync, quick: QuickApproval?, codeKind: CodeKind) {
        self.instance = instance
        self.quick = quick
        self.codeKind = codeKind
    }

    /// Puts the task's buttons on its card.
    ///
    /// - Returns: where what is missing may come from when the card is sent; nil when nothing is.
    mutating func complete(
        _ message: inout MessageSend, of task: InstanceTask?, in context: inout ReadingContext
    ) -> CardOrigin? {
        guard let task, task.status == .pending, message.template.supportsQuickApproval else { return nil }
        let ids = QuickApproval.context(instanceID: instance.instanceID, taskID: task.taskID)
        var own = quick ?? QuickApproval()
        own.actionContext = task.actionContext ?? own.actionContext
        own.actionConfigs = task.actionConfigs.map(button)
        own.i18nResources = instance.i18nResources
        if !own.actionConfigs.isEmpty, own.actionCallbackURL != nil {
            _ = message.complete(with: own, context: ids)
            return nil
        }
        // A definition published under Feishu's own code isn't known here.
        guard codeKind == .custom, !instance.approvalCode.isEmpty else {
            if !own.actionConfigs.isEmpty, !hasWarned {
                hasWarned = true
                context.report(
                    "quick_approval.action_callback_url",
                    "is missing, so cards are sent without their buttons: nothing is known here of a definition by Feishu's own code",
                    severity: .warning)
            }
            return nil
        }
        message.addPart(of: own)
        return CardOrigin(definition: instance.approvalCode, actionContext: ids)
    }

    private func button(_ config: ActionConfig) -> MessageActionConfig {
        var button = MessageActionConfig(actionType: config.actionType, actionName: config.actionName)
        button.isNeedReason = config.isNeedReason
        button.isReasonRequired = config.isReasonRequired
        button.isNeedAttachment = config.isNeedAttachment
        button.nextStatus = quick?.actionConfigs.first { $0.actionType == config.actionType }?.nextStatus
        return button
    }
}
