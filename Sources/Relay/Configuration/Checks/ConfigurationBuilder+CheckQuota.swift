import FeishuAPI

extension ConfigurationBuilder {
    /// Reads `quota.limits`.
    mutating func checkQuota() {
        guard isSound("quota.limits") else { return }
        let apis = FeishuEndpoint.allCases.filter { !$0.isAuthentication }.map(\.rawValue)
        let aliases = configuration.feishu.apps.map(\.alias)
        var rules: [QuotaRule] = []
        for (index, text) in configuration.quota.limitTexts.enumerated() {
            let path = "quota.limits[\(index)]"
            guard let rule = QuotaRule(text) else {
                refuse(path, "expected \(QuotaRule.form), found \(Self.shown(text))")
                continue
            }
            if rule.api != "*", !apis.contains(rule.api) {
                refuse(path, "expected one of \(apis.joined(separator: ", ")) or *, found \(Self.shown(rule.api))")
            } else if rule.app != "*", needsApps, !aliases.contains(rule.app) {
                let known = aliases.map { "\"\($0)\"" }.joined(separator: ", ")
                refuse(path, "expected the alias of an app (\(known)) or *, found \(Self.shown(rule.app))")
            } else {
                rules.append(rule)
            }
        }
        configuration.quota.limits = rules
    }
}
