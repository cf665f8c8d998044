public import FeishuTypes

/// One thing that an event does beside its sync: a message that it sends, or cards that it changes.
public enum NotificationAction: Sendable, Hashable {
    /// A message of a template to each of these people, once each. Template 1008 becomes 1028 where there is no initiator.
    case send(MessageTemplate, to: [Recipient], NotificationTexts)
    case update(CardSelection, CardStatus, NotificationTexts)
}
