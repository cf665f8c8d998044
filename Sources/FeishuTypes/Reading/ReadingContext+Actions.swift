import JSON

extension ReadingContext {
    /// Two buttons of one type can't be told apart when one is pressed.
    mutating func checkRepeatedActions<Config>(_ configs: [Config], _ type: KeyPath<Config, String>) {
        guard configs.count > 1 else { return }
        var repeats = RepeatFinder(count: configs.count)
        for (index, config) in configs.enumerated() where !config[keyPath: type].isEmpty {
            if let first = repeats.earlier(config[keyPath: type], at: index, in: configs, type) {
                report("action_configs[\(index)].action_type", "is already that of action_configs[\(first)]")
            }
        }
    }

    /// A button of the caller's own needs a name; Feishu names only its own two.
    mutating func checkActionName(_ type: String, _ name: String?) {
        guard isSuperset, !type.isEmpty, type != "APPROVE", type != "REJECT" else { return }
        let hint = Self.feishusActions.nearest(to: type, within: 1).map {
            "; did you mean the action_type \($0.hasPrefix("A") ? "APPROVE" : "REJECT")?"
        }
        if name == nil {
            report(
                "action_name",
                "is required with an action_type other than APPROVE and REJECT, but missing\(hint ?? "")")
        } else if let hint {
            report(
                "action_type", "\"\(Excerpt.of(type))\" is a button of your own\(hint)", severity: .warning)
        } else if !type.utf8.allSatisfy({ $0 < 0x80 }) {
            report(
                "action_type", "expected an English word, which Feishu documents, found \"\(Excerpt.of(type))\"",
                severity: .warning)
        }
    }

    /// And what they are easily taken for.
    private static let feishusActions = JSONKeyTable(["APPROVE", "REJECT", "APPROVED", "REJECTED"])
}
