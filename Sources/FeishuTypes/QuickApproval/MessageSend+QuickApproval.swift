public import JSON

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
        if callback.actionCallbackURL == nil, let quick {
            callback.actionCallbackURL = quick.actionCallbackURL
            callback.actionCallbackToken = quick.actionCallbackToken
            callback.actionCallbackKey = quick.actionCallbackKey
        }
        callback.actionContext = callback.actionContext ?? quick?.actionContext ?? context
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
        guard !quick.isEmpty || quick.actionContext != nil else { return }
        var callback = MessageActionCallback()
        callback.actionCallbackURL = quick.actionCallbackURL
        callback.actionCallbackToken = quick.actionCallbackToken
        callback.actionCallbackKey = quick.actionCallbackKey
        callback.actionContext = quick.actionContext
        actionCallback = callback
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

    /// Reads a body as the relay wrote it.
    ///
    /// - Returns: nil when writing it again would not give the same bytes: it has members of a newer build. It is sent as it is
    ///   then.
    public init?(exactly body: JSONValue) {
        var context = ReadingContext(mode: .plain)
        guard let message = MessageSend(reading: body, in: &context) else { return nil }
        var given = JSONWriter(capacity: 2048)
        given.value(body)
        var again = JSONWriter(capacity: given.count)
        message.write(to: &again)
        guard given.count == again.count, given.bytes() == again.bytes() else { return nil }
        self = message
    }
}
