import Arguments
import YAML

extension ConfigurationBuilder {
    /// Reads an entry of a list of objects; unknown fields are problems.
    ///
    /// - Returns: where each field came from; nil unless it is a mapping.
    mutating func object<Root>(
        _ node: YAMLNode, _ keys: [ConfigurationKey<Root>], into root: inout Root, at path: String,
        _ source: ValueSource
    ) -> [String: ConfigurationOrigin]? {
        guard case .mapping(let entries) = node.kind else {
            let names = keys.map(\.path).joined(separator: ", ")
            report(
                source.origin(of: node), path,
                "expected a mapping with the keys \(names), found \(found(node, .secret))")
            return nil
        }
        var fields: [String: ConfigurationOrigin] = [:]
        for entry in entries {
            guard let key = keys.first(where: { $0.path == entry.name }) else {
                refuseUnknown(entry, path, Self.nearest(entry.name, keys.map(\.path)))
                continue
            }
            // Also where the value is wrong: the field isn't missing then.
            fields[key.path] = source.origin(of: entry.value)
            if let value = value(entry.value, key, at: "\(path).\(key.path)", source) { key.kind.set(value, in: &root) }
        }
        return fields
    }

    mutating func replyRules(_ elements: [YAMLNode], _ path: String, _ source: ValueSource) -> SettingValue? {
        var rules: [(source: String, topic: String)] = []
        for (index, element) in elements.enumerated() {
            let place = "\(path)[\(index)]"
            var rule = ReplyRule()
            guard let fields = object(element, ConfigurationTable.replyRuleKeys, into: &rule, at: place, source) else {
                continue
            }
            for key in ConfigurationTable.replyRuleKeys {
                if let origin = fields[key.path] {
                    origins["\(place).\(key.path)"] = origin
                } else {
                    report(source.origin(of: element), "\(place).\(key.path)", "expected a text, found nothing")
                }
            }
            rules.append((source: rule.source, topic: rule.topic))
        }
        return .rules(rules)
    }

    mutating func readApps(_ node: YAMLNode) {
        if unusable.contains(node.mark) { return }
        guard case .sequence(let elements) = node.kind else {
            report(
                ValueSource.file.origin(of: node), "feishu.apps",
                "expected a list of apps, found \(found(node, .secret))")
            return
        }
        sectionOrigins["feishu.apps"] = ValueSource.file.origin(of: node)
        for (index, element) in elements.enumerated() {
            let path = "feishu.apps[\(index)]"
            var draft = AppDraft()
            draft.origin = ValueSource.file.origin(of: element)
            guard let fields = object(element, ConfigurationTable.appKeys, into: &draft, at: path, .file) else {
                failed.insert("feishu.apps")
                continue
            }
            draft.origins = fields
            if fields["app_secret"] != nil, let origin = fields["app_secret_file"] {
                report(origin, "\(path).app_secret_file", "expected app_secret or app_secret_file, found both")
            }
            apps.append(draft)
        }
    }
}
