import Arguments
import YAML

extension ConfigurationBuilder {
    /// Reads a value and, if it is right, sets it.
    mutating func take(_ node: YAMLNode, _ key: ConfigurationKey<RelayConfiguration>, _ source: ValueSource) {
        let origin = source.origin(of: node)
        switch key.kind {
        case .apps:
            if case .file = source { readApps(node) }
        case .properties:
            guard let pairs = properties(node, key, source) else { return }
            key.kind.set(.pairs(pairs), in: &configuration)
        default:
            guard let value = value(node, key, at: key.path, source) else { return }
            key.kind.set(value, in: &configuration)
            origins[key.path] = origin
        }
    }

    /// Nil after a problem.
    mutating func value<Root>(
        _ node: YAMLNode, _ key: ConfigurationKey<Root>, at path: String, _ source: ValueSource
    ) -> SettingValue? {
        if unusable.contains(node.mark), case .file = source { return nil }
        do throws(YAMLError) {
            switch key.kind {
            case .text: return .text(try node.string())
            case .optionalText: return node.isNull ? SettingValue.none : .text(try node.string())
            case .secret: return .secret(try node.string())
            case .choice(_, let names): return choice(node, names, path, source).map { .text($0) }
            case .integer(_, let range): return .integer(try node.int(in: range))
            case .boolean: return .boolean(try node.bool())
            case .duration(_, let range): return .duration(try duration(node, range))
            case .list: return list(try node.elements(), path, source)
            case .roles: return roles(try node.elements(), path, source)
            case .replyRules: return replyRules(try node.elements(), path, source)
            case .words: return words(node, path, source).map { .words($0) }
            case .notifications: return notifications(try node.elements(), path, source)
            case .properties, .apps: return nil
            }
        } catch {
            var expected = error.message.prefixBefore(", found ") ?? "expected another value"
            if case .integer(_, let range) = key.kind, expected == "expected an integer" {
                expected += " within \(range.lowerBound)…\(range.upperBound)"
            }
            report(source.origin(of: node), path, "\(expected), found \(found(node, key.privacy))")
            return nil
        }
    }

    /// What a value is, unless it may not be shown.
    func found(_ node: YAMLNode, _ privacy: Privacy) -> String {
        guard case .scalar = node.kind, !node.isNull else { return node.summary }
        if privacy != .open { return "another value (not shown)" }
        return replaced.contains(node.mark) ? "what ${…} gives (not shown)" : node.summary
    }

    private func duration(_ node: YAMLNode, _ range: ClosedRange<Duration>) throws(YAMLError) -> Duration {
        guard case .scalar(let text, _) = node.kind, let duration = DurationText.parse(text), range.contains(duration)
        else {
            throw node.mismatch("a duration within \(DurationRange.text(range)), such as 500ms, 10s or 5m")
        }
        return duration
    }

    private mutating func choice(
        _ node: YAMLNode, _ names: [String], _ path: String, _ source: ValueSource
    ) -> String? {
        if unusable.contains(node.mark), case .file = source { return nil }
        if case .scalar(let text, _) = node.kind, names.contains(text) { return text }
        var suggestion: String?
        if case .scalar(let text, _) = node.kind, !replaced.contains(node.mark) {
            suggestion = nearestName(to: text, among: names)
        }
        report(
            source.origin(of: node), path,
            "expected one of \(names.joined(separator: ", ")), found \(found(node, .open))"
                + Self.didYouMean(suggestion))
        return nil
    }

    private mutating func list(_ elements: [YAMLNode], _ path: String, _ source: ValueSource) -> SettingValue? {
        var texts: [String] = []
        for (index, element) in elements.enumerated() {
            let place = "\(path)[\(index)]"
            if unusable.contains(element.mark), case .file = source {
                failed.insert(path)
                continue
            }
            guard case .scalar(let text, _) = element.kind, !element.isNull else {
                report(source.origin(of: element), place, "expected a text, found \(found(element, .open))")
                failed.insert(path)
                continue
            }
            texts.append(text)
            origins[place] = source.origin(of: element)
        }
        return failed.contains(path) ? nil : .list(texts)
    }

    private mutating func roles(_ elements: [YAMLNode], _ path: String, _ source: ValueSource) -> SettingValue? {
        let names = Role.allCases.map(\.rawValue)
        var chosen: [String] = []
        for (index, element) in elements.enumerated() {
            guard let name = choice(element, names, "\(path)[\(index)]", source) else {
                failed.insert(path)
                continue
            }
            chosen.append(name)
        }
        return failed.contains(path) ? nil : .list(chosen)
    }

    private mutating func properties(
        _ node: YAMLNode, _ key: ConfigurationKey<RelayConfiguration>, _ source: ValueSource
    ) -> [(name: String, value: String)]? {
        if node.isNull { return [] }
        if unusable.contains(node.mark), case .file = source { return nil }
        guard case .mapping(let entries) = node.kind else {
            report(
                source.origin(of: node), key.path,
                "expected a mapping of librdkafka's properties (name: value), found \(found(node, key.privacy))")
            return nil
        }
        var pairs: [(name: String, value: String)] = []
        for entry in entries {
            let path = "\(key.path).\(entry.name)"
            if unusable.contains(entry.value.mark), case .file = source { continue }
            guard case .scalar(let text, _) = entry.value.kind, !entry.value.isNull else {
                report(
                    source.origin(of: entry.value), path,
                    "expected a text (\"\" for an empty one), found \(found(entry.value, .secret))")
                continue
            }
            pairs.append((name: entry.name, value: text))
            origins[path] = source.origin(of: entry.value)
        }
        return pairs
    }
}
