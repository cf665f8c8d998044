extension DefinitionUpsert {
    /// One declaration for both: the definition takes the callback that it lacks from it, and it the definition's.
    ///
    /// - Returns: what tasks and cards of the definition have; nil without any.
    public mutating func share(_ declared: QuickApproval?) -> QuickApproval? {
        var quick = declared ?? QuickApproval()
        if external.actionCallbackURL == nil {
            external.actionCallbackURL = quick.actionCallbackURL
            external.actionCallbackToken = quick.actionCallbackToken
            external.actionCallbackKey = quick.actionCallbackKey
        } else if quick.actionCallbackURL == nil {
            quick.actionCallbackURL = external.actionCallbackURL
            quick.actionCallbackToken = external.actionCallbackToken
            quick.actionCallbackKey = external.actionCallbackKey
        }
        return quick.isEmpty ? nil : quick
    }
}
