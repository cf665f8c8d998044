import FeishuTypes
import YAML

extension ConfigurationBuilder {
    mutating func notifications(_ elements: [YAMLNode], _ path: String, _ source: ValueSource) -> SettingValue? {
        var entries: [NotificationEntry] = []
        for (index, element) in elements.enumerated() {
            let place = "\(path)[\(index)]"
            var entry = NotificationEntry()
            guard let fields = object(element, ConfigurationTable.notificationKeys, into: &entry, at: place, source)
            else {
                failed.insert(path)
                continue
            }
            origins[place] = source.origin(of: element)
            for (field, origin) in fields { origins["\(place).\(field)"] = origin }
            entries.append(entry)
        }
        return failed.contains(path) ? nil : .notifications(entries)
    }

    /// A text, or texts by locale.
    mutating func words(_ node: YAMLNode, _ path: String, _ source: ValueSource) -> LocalText? {
        let expected = "expected a text, or a mapping of locales to texts"
        switch node.kind {
        case .scalar(let text, _) where !node.isNull && !text.isEmpty: return .plain(text)
        case .mapping(let entries) where !entries.isEmpty:
            var texts: [String: String] = [:]
            for entry in entries {
                guard case .scalar(let text, _) = entry.value.kind, !entry.value.isNull, !text.isEmpty else {
                    report(
                        source.origin(of: entry.value), "\(path).\(entry.name)",
                        "expected a text, found \(found(entry.value, .open))")
                    return nil
                }
                texts[entry.name] = text
            }
            return .byLocale(texts)
        default:
            report(source.origin(of: node), path, "\(expected), found \(found(node, .open))")
            return nil
        }
    }
}
