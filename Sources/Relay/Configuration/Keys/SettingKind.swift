import FeishuTypes
import Observability

/// What values a key takes and which property holds them. Default values are the properties' own, so that they stand in one
/// place.
enum SettingKind<Root>: Sendable {
    case text(SettingPath<Root, String>)
    case optionalText(SettingPath<Root, String?>)
    case secret(SettingPath<Root, Secret>)
    case choice(SettingPath<Root, String>, of: [String])
    case integer(SettingPath<Root, Int>, in: ClosedRange<Int>)
    case boolean(SettingPath<Root, Bool>)
    case duration(SettingPath<Root, Duration>, in: ClosedRange<Duration>)
    case list(SettingPath<Root, [String]>)
    case roles(SettingPath<Root, Set<Role>>)
    /// Names and values; a later source adds to an earlier one's, name by name.
    case properties(SettingPath<Root, [(name: String, value: String)]>)
    case replyRules(SettingPath<Root, [(source: String, topic: String)]>)
    /// A text, or texts by locale.
    case words(SettingPath<Root, LocalText?>)
    case notifications(SettingPath<Root, [NotificationEntry]>)
    case apps(SettingPath<Root, [AppSettings]>)
}

extension SettingKind {
    func value(in root: Root) -> SettingValue {
        switch self {
        case .text(let path), .choice(let path, _): .text(root[keyPath: path])
        case .optionalText(let path): root[keyPath: path].map { .text($0) } ?? .none
        case .secret(let path): .secret(root[keyPath: path].reveal())
        case .integer(let path, _): .integer(root[keyPath: path])
        case .boolean(let path): .boolean(root[keyPath: path])
        case .duration(let path, _): .duration(root[keyPath: path])
        case .list(let path): .list(root[keyPath: path])
        case .roles(let path): .list(Role.allCases.filter(root[keyPath: path].contains).map(\.rawValue))
        case .properties(let path): .pairs(root[keyPath: path])
        case .replyRules(let path): .rules(root[keyPath: path])
        case .words(let path): root[keyPath: path].map { .words($0) } ?? .none
        case .notifications(let path): .notifications(root[keyPath: path])
        case .apps(let path): .apps(root[keyPath: path])
        }
    }

    /// A value of another kind changes nothing; readers only make those that fit.
    func set(_ value: SettingValue, in root: inout Root) {
        switch (self, value) {
        case (.text(let path), .text(let text)), (.choice(let path, _), .text(let text)): root[keyPath: path] = text
        case (.optionalText(let path), .text(let text)): root[keyPath: path] = text
        case (.optionalText(let path), .none): root[keyPath: path] = nil
        case (.secret(let path), .secret(let text)): root[keyPath: path] = Secret(text)
        case (.integer(let path, _), .integer(let number)): root[keyPath: path] = number
        case (.boolean(let path), .boolean(let flag)): root[keyPath: path] = flag
        case (.duration(let path, _), .duration(let duration)): root[keyPath: path] = duration
        case (.list(let path), .list(let texts)): root[keyPath: path] = texts
        case (.roles(let path), .list(let names)): root[keyPath: path] = Set(names.compactMap(Role.init(rawValue:)))
        case (.properties(let path), .pairs(let pairs)): merge(pairs, into: &root[keyPath: path])
        case (.replyRules(let path), .rules(let rules)): root[keyPath: path] = rules
        case (.words(let path), .words(let words)): root[keyPath: path] = words
        case (.notifications(let path), .notifications(let entries)): root[keyPath: path] = entries
        case (.apps(let path), .apps(let apps)): root[keyPath: path] = apps
        default: break
        }
    }

    private func merge(
        _ new: [(name: String, value: String)], into old: inout [(name: String, value: String)]
    ) {
        for pair in new {
            if let index = old.firstIndex(where: { $0.name == pair.name }) {
                old[index].value = pair.value
            } else {
                old.append(pair)
            }
        }
    }
}
