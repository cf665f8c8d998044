import JSON

/// The cards of all apps, and the rules of sending one once and updating it.
struct MessageStore {
    struct Answered {
        var messageID: String
        var outcome: JournalOutcome
    }

    private(set) var cards: BoundedTable<String, CardRecord>
    private var uuids: UUIDWindow

    init(capacity: Int) {
        cards = BoundedTable(capacity: capacity)
        uuids = UUIDWindow(capacity: capacity)
    }

    mutating func send(
        _ json: JSONValue, _ template: MessageTemplate, by principal: Principal, settings: SimulatorSettings,
        at now: SimulatorInstant, random: inout SeededRandom
    ) -> Answered {
        let card = CardRecord(json, template: template, by: principal, at: now)
        if let uuid = card.uuid, let original = uuids.original(uuid, card.recipient, principal, settings, at: now) {
            let id =
                switch settings.repeatedSendID {
                case .original: original
                case .empty: ""
                case .new: newID(&random)
                }
            return Answered(messageID: id, outcome: .duplicate)
        }
        let id = newID(&random)
        cards.set(card, for: id)
        if let uuid = card.uuid {
            uuids.add(uuid, card.recipient, principal, settings, messageID: id, at: now)
        }
        return Answered(messageID: id, outcome: .applied)
    }

    mutating func update(
        _ json: JSONValue, _ id: String, to status: String, by principal: Principal, settings: SimulatorSettings,
        at now: SimulatorInstant, random: inout SeededRandom
    ) throws(Refusal) -> Answered {
        func refusal(_ message: String) -> Refusal { .message(message, code: Int64(settings.updateRefusalCode)) }
        guard var card = cards[id], card.principal == principal else { throw refusal("message not found error") }
        guard MessageTemplate.all[card.template]?.isUpdatable ?? false else {
            throw refusal("template not updatable error")
        }
        let age = now.microseconds(since: card.sentAt)
        guard age <= Int64(settings.updatableDays) * 86_400_000_000 else { throw refusal("message too old error") }
        let texts = I18nTexts(json["i18n_resources"])
        let name = status == "CUSTOM" ? texts.text(json.text("status_name")) : nil
        let isRepeat = card.status == status && card.statusName == name
        if !isRepeat, card.status != nil, !settings.finalStatusCanChange { throw refusal("status is final error") }
        card.status = status
        card.statusName = name
        if !isRepeat {
            card.updates += 1
            card.updatedAt = now
        }
        cards.set(card, for: id)
        var answered = id
        if settings.updatedMessageID == .new {
            answered = newID(&random)
            cards.rename(id, to: answered)
        }
        return Answered(messageID: answered, outcome: isRepeat ? .duplicate : .applied)
    }

    /// 19 digits: within Int64, beyond what a double holds.
    private func newID(_ random: inout SeededRandom) -> String {
        String(7_000_000_000_000_000_000 + random.next() % 1_000_000_000_000_000_000)
    }
}
