/// The uuids of the last while, so that a repeated send makes no second card (feishu-api §6.5).
struct UUIDWindow {
    private struct Key: Hashable {
        var principal: Principal
        var uuid: String
        /// nil where the uuid alone counts.
        var recipient: String?
    }

    private struct Sent {
        var messageID: String
        var at: SimulatorInstant
    }

    /// A repeat doesn't prolong the window, so the order of arrival is the order of expiry.
    private var sent: BoundedTable<Key, Sent>

    init(capacity: Int) {
        sent = BoundedTable(capacity: capacity)
    }

    /// The first send's card if this is a repeat.
    mutating func original(
        _ uuid: String, _ recipient: String, _ principal: Principal, _ settings: SimulatorSettings,
        at now: SimulatorInstant
    ) -> String? {
        let window = Int64(settings.uuidWindow) * 1_000_000
        while let oldest = sent.oldest, now.microseconds(since: oldest.at) >= window { sent.removeFirst() }
        return sent[key(uuid, recipient, principal, settings)]?.messageID
    }

    mutating func add(
        _ uuid: String, _ recipient: String, _ principal: Principal, _ settings: SimulatorSettings, messageID: String,
        at now: SimulatorInstant
    ) {
        guard settings.uuidWindow > 0 else { return }
        sent.set(Sent(messageID: messageID, at: now), for: key(uuid, recipient, principal, settings))
    }

    private func key(
        _ uuid: String, _ recipient: String, _ principal: Principal, _ settings: SimulatorSettings
    ) -> Key {
        Key(principal: principal, uuid: uuid, recipient: settings.uuidKey == .uuid ? nil : recipient)
    }
}
