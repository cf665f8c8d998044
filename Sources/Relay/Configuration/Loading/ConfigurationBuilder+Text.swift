import YAML

extension ConfigurationBuilder {
    private static let nowhere = YAMLMark(line: 0, column: 0)

    private static func node(_ kind: YAMLNode.Kind) -> YAMLNode { YAMLNode(kind: kind, mark: nowhere, source: "") }

    /// A text is a text, also where YAML would take it for null.
    static func scalar(_ text: String) -> YAMLNode {
        let plain = node(.scalar(text, .plain))
        return plain.isNull ? node(.scalar(text, .quoted)) : plain
    }

    /// Sets a key from a variable's or a flag's text.
    mutating func take(
        _ text: String, _ key: ConfigurationKey<RelayConfiguration>, _ source: ValueSource, isFile: Bool = false
    ) {
        guard let node = node(of: text, key, source, isFile: isFile) else { return }
        take(node, key, source)
    }

    private mutating func node(
        of text: String, _ key: ConfigurationKey<RelayConfiguration>, _ source: ValueSource, isFile: Bool
    ) -> YAMLNode? {
        switch key.kind {
        case .list, .roles:
            return Self.node(.sequence(TextSplitter.list(text).map(Self.scalar)))
        case .properties:
            let parts = isFile ? TextSplitter.lines(text) : TextSplitter.list(text)
            return pairs(parts, key, source, expected: isFile ? "lines name=value" : "name=value,name=value").map {
                Self.node(.mapping($0.map { YAMLEntry(key: Self.scalar($0.name), value: Self.scalar($0.value)) }))
            }
        case .replyRules:
            // A source is a URI, which may have an equals sign; a topic's name has none.
            let rules = pairs(
                TextSplitter.list(text), key, source, expected: "source=topic,source=topic", atLast: true)
            return rules.map {
                Self.node(
                    .sequence(
                        $0.map { rule in
                            Self.node(
                                .mapping([
                                    YAMLEntry(key: Self.scalar("source"), value: Self.scalar(rule.name)),
                                    YAMLEntry(key: Self.scalar("topic"), value: Self.scalar(rule.value)),
                                ]))
                        }))
            }
        case .optionalText where text.isEmpty:
            return Self.node(.scalar("", .plain))
        case .notifications:
            do throws(YAMLError) {
                return try YAMLDocument.parse(Array(text.utf8), name: key.path).root
            } catch {
                report(
                    source.origin(of: Self.scalar(text)), key.path,
                    "\(error.message) (a list in YAML or JSON, as in the file)")
                return nil
            }
        case .apps:
            return nil
        default:
            return Self.scalar(text)
        }
    }

    private mutating func pairs(
        _ parts: [String], _ key: ConfigurationKey<RelayConfiguration>, _ source: ValueSource, expected: String,
        atLast: Bool = false
    ) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        for (index, part) in parts.enumerated() {
            guard let pair = TextSplitter.pair(part, atLast: atLast) else {
                report(
                    source.origin(of: Self.scalar("")), key.path,
                    "expected \(expected) (\\, for a comma in a value), found no \"=\" in the \(index + 1). of them")
                return nil
            }
            pairs.append(pair)
        }
        return pairs
    }
}
