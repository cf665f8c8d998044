extension MessageSend {
    /// Completes a card's buttons and its callback. Buttons without a callback are left out: each tap on one would fail.
    ///
    /// - Parameters:
    ///   - quick: what the card lacks is taken from it.
    ///   - context: given back in the callback, where neither the card nor `quick` has one.
    /// - Returns: whether buttons were left out.
    public mutating func complete(with quick: QuickApproval?, context: String?) -> Bool {
        if actionConfigs.isEmpty, let quick, !quick.actionConfigs.isEmpty { addButtons(of: quick) }
        guard !actionConfigs.isEmpty else {
            // Nothing to tap.
            actionCallback = nil
            return false
        }
        var callback = actionCallback ?? MessageActionCallback()
        let own = callback.actionContext
        if callback.actionCallbackURL == nil, let quick { callback = quick.callback }
        callback.actionContext = own ?? quick?.actionContext ?? context
        guard callback.actionCallbackURL != nil else {
            actionConfigs = []
            actionCallback = nil
            return true
        }
        actionCallback = callback
        return false
    }

    /// Puts what is known of a card's quick approval on it, to be completed when it is sent.
    public mutating func addPart(of quick: QuickApproval) {
        if !quick.actionConfigs.isEmpty { addButtons(of: quick) }
        if !quick.isEmpty || quick.actionContext != nil { actionCallback = quick.callback }
    }

    private mutating func addButtons(of quick: QuickApproval) {
        var texts = TextCollector(defaultLocale: i18nResources.first { $0.isDefault }?.locale ?? "zh-CN")
        texts.adopt(i18nResources)
        actionConfigs = quick.actionConfigs
        for index in actionConfigs.indices {
            actionConfigs[index].actionName = actionConfigs[index].actionName.map {
                texts.key(forKeyOrText: $0, from: quick.i18nResources, locales: Set(KnownLocales.message))
            }
        }
        i18nResources = texts.resources
    }
}
