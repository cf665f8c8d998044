extension ReadingContext {
    /// A button of the caller's own needs a name; Feishu names only its own two.
    mutating func checkActionName(_ type: String, _ name: String?) {
        guard isSuperset, !type.isEmpty, type != "APPROVE", type != "REJECT", name == nil else { return }
        report("action_name", "is required with an action_type other than APPROVE and REJECT, but missing")
    }
}
