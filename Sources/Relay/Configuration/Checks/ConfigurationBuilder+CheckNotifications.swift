import ApprovalContract
import Arguments
import FeishuTypes
import Routing

extension ConfigurationBuilder {
    /// Makes `route.notifications` the policy.
    mutating func checkNotifications() {
        guard isSound("route.notifications") else { return }
        var rules: [NotificationRule] = []
        for (index, entry) in configuration.route.notificationEntries.enumerated() {
            let path = "route.notifications[\(index)]"
            guard let type = notificationType(entry, path) else { continue }
            checkPlace(entry, path)
            var action: NotificationAction?
            switch (entry.send, entry.update) {
            case (let template?, nil): action = sending(template, entry, type, path)
            case (nil, let status?): action = updating(status, entry, type, path)
            case (nil, nil):
                let fields = presentFields(of: entry).subtracting(["event", "app", "definition"])
                for field in fields.sorted() {
                    refuse("\(path).\(field)", "expected none: the entry has neither send nor update")
                }
            case (.some, .some):
                refuse("\(path).update", "expected send or update in an entry, found both; make it two entries")
            }
            rules.append(
                NotificationRule(type, app: entry.app, definition: entry.definition.map { NamePattern($0) }, action))
        }
        configuration.route.notifications = NotificationPolicy(rules)
    }

    private func presentFields(of entry: NotificationEntry) -> Set<String> {
        var fields: Set<String> = []
        for key in ConfigurationTable.notificationKeys {
            switch key.kind.value(in: entry) {
            case .none, .list([]): break
            default: fields.insert(key.path)
            }
        }
        return fields
    }

    private mutating func notificationType(_ entry: NotificationEntry, _ path: String) -> EventType? {
        let names = NotificationPolicy.types.map(\.rawValue)
        guard let text = entry.type else {
            refuse(path, "expected the type of its events in event, found nothing")
            return nil
        }
        return named(text, among: names, "\(path).event").flatMap(EventType.init(rawValue:))
    }

    private mutating func checkPlace(_ entry: NotificationEntry, _ path: String) {
        let aliases = configuration.feishu.apps.map(\.alias)
        if let app = entry.app, needsFeishu, isSound("feishu.apps"), !aliases.contains(app) {
            refuse(
                "\(path).app",
                "expected the alias of an app (\(aliases.joined(separator: ", "))), found \(Self.shown(app))")
        }
        if let definition = entry.definition, definition.isEmpty || definition.dropLast().contains("*") {
            refuse(
                "\(path).definition",
                "expected an approval_code, or its beginning and *, found \(Self.shown(definition))")
        }
    }

    // MARK: Messages

    private mutating func sending(
        _ id: String, _ entry: NotificationEntry, _ type: EventType, _ path: String
    ) -> NotificationAction? {
        let names = MessageTemplate.allCases.map(\.rawValue)
        guard let template = named(id, among: names, "\(path).send").flatMap(MessageTemplate.init(rawValue:)) else {
            return nil
        }
        refuseFields(["update", "cards"], of: entry, path, "a message has none")
        let recipients = recipients(entry, type, path)
        if entry.to.isEmpty {
            let known = Recipient.allCases.filter { $0.exists(in: type) }.map(\.rawValue)
            refuse("\(path).to", "expected whom: one or more of \(known.joined(separator: ", ")), found nothing", path)
        }
        if template == .custom {
            for (name, text) in [("title", entry.title), ("content", entry.content)] where text == nil {
                refuse("\(path).\(name)", "expected a text, which template 1021 needs, found nothing", path)
            }
        } else {
            refuseFields(["title", "content", "button"], of: entry, path, "only template 1021 has one")
        }
        return .send(template, to: recipients, texts(entry, path))
    }

    private mutating func recipients(_ entry: NotificationEntry, _ type: EventType, _ path: String) -> [Recipient] {
        let known = Recipient.allCases.filter { $0.exists(in: type) }.map(\.rawValue)
        return entry.to.enumerated().compactMap { index, name in
            let place = "\(path).to[\(index)]"
            if Recipient(rawValue: name) != nil, !known.contains(name) {
                refuse(
                    place,
                    "expected one of \(known.joined(separator: ", ")), found \(Self.shown(name)), who is in no "
                        + type.rawValue)
                return nil
            }
            return named(name, among: known, place).flatMap(Recipient.init(rawValue:))
        }
    }

    // MARK: Cards

    private mutating func updating(
        _ name: String, _ entry: NotificationEntry, _ type: EventType, _ path: String
    ) -> NotificationAction? {
        let statuses = CardStatus.allCases.map(\.rawValue)
        guard let status = named(name, among: statuses, "\(path).update").flatMap(CardStatus.init(rawValue:)) else {
            return nil
        }
        refuseFields(["to", "content", "note"], of: entry, path, "a card that is changed has none")
        var cards = CardSelection.standard(in: type)
        if let text = entry.cards {
            let known = CardSelection.allCases.filter { $0.exists(in: type) }.map(\.rawValue)
            cards = named(text, among: known, "\(path).cards").flatMap(CardSelection.init(rawValue:)) ?? cards
        } else if !cards.exists(in: type) {
            refuse("\(path).update", "expected none: \(type.rawValue) lists no tasks, so no card is known")
        }
        if status == .custom {
            if entry.title == nil {
                refuse("\(path).title", "expected a text, which a card needs that becomes CUSTOM, found nothing", path)
            }
        } else {
            refuseFields(["title", "button"], of: entry, path, "only a card that becomes CUSTOM has one")
        }
        return .update(cards, status, texts(entry, path))
    }

    // MARK: Fields

    private mutating func refuseFields(_ names: [String], of entry: NotificationEntry, _ path: String, _ why: String) {
        let present = presentFields(of: entry)
        for name in names where present.contains(name) { refuse("\(path).\(name)", "expected none: \(why)") }
    }

    private mutating func named(_ text: String, among names: [String], _ path: String) -> String? {
        if names.contains(text) { return text }
        refuse(
            path,
            "expected one of \(names.joined(separator: ", ")), found \(Self.shown(text))"
                + Self.didYouMean(nearestName(to: text, among: names)))
        return nil
    }

    private mutating func texts(_ entry: NotificationEntry, _ path: String) -> NotificationTexts {
        NotificationTexts(
            title: pattern(entry.title, "\(path).title"), content: pattern(entry.content, "\(path).content"),
            button: pattern(entry.button, "\(path).button"), note: pattern(entry.note, "\(path).note"))
    }

    private mutating func pattern(_ text: LocalText?, _ path: String) -> TextPattern? {
        guard let text else { return nil }
        if case .byLocale(let texts) = text {
            for locale in texts.keys.sorted() where !TextPattern.locales.contains(locale) {
                refuse(
                    path,
                    "expected locales of bot messages (\(TextPattern.locales.joined(separator: ", "))), found "
                        + Self.shown(locale))
                return nil
            }
        }
        do throws(TextPatternError) {
            return try TextPattern(text)
        } catch {
            let names = TextPlaceholder.allCases.map(\.rawValue)
            let known = names.map { "{\($0)}" }.joined(separator: ", ")
            if let name = error.name {
                refuse(
                    path,
                    "expected one of \(known) in braces ({{ for a brace), found \(Self.shown("{\(name)}"))"
                        + Self.didYouMean(nearestName(to: name, among: names)))
            } else {
                refuse(path, "expected } after { ({{ for a brace), found \(Self.shown(error.text))")
            }
            return nil
        }
    }

    /// - Parameter place: where the field isn't there, what it should be in.
    private mutating func refuse(_ path: String, _ message: String, _ place: String) {
        report(origins[path] ?? origins[place], path, message)
    }
}
