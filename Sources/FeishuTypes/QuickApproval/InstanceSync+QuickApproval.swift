extension InstanceSync {
    /// Gives the buttons to each pending task that has none of its own, and a context by which a callback finds the task.
    public mutating func add(_ quick: QuickApproval) {
        guard !quick.actionConfigs.isEmpty else { return }
        guard tasks.contains(where: { $0.status == .pending && $0.actionConfigs.isEmpty }) else { return }
        var configs: [ActionConfig] = []
        var texts = TextCollector(defaultLocale: i18nResources.first { $0.isDefault }?.locale ?? "zh-CN")
        if quick.actionConfigs.contains(where: { $0.actionName != nil }) { texts.adopt(i18nResources) }
        for button in quick.actionConfigs {
            var config = ActionConfig(actionType: button.actionType)
            config.actionName = button.actionName.map { texts.key(forKeyOrText: $0, from: quick.i18nResources) }
            config.isNeedReason = button.isNeedReason
            config.isReasonRequired = button.isReasonRequired
            config.isNeedAttachment = button.isNeedAttachment
            configs.append(config)
        }
        if !texts.resources.isEmpty { i18nResources = texts.resources }
        for index in tasks.indices where tasks[index].status == .pending && tasks[index].actionConfigs.isEmpty {
            tasks[index].actionConfigs = configs
            if tasks[index].actionContext == nil {
                tasks[index].actionContext =
                    quick.actionContext ?? QuickApproval.context(instanceID: instanceID, taskID: tasks[index].taskID)
            }
        }
    }
}
