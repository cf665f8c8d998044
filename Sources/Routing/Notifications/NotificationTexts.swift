/// What a rule of the notification policy says in words of its own.
public struct NotificationTexts: Sendable, Hashable {
    /// Of a message of template 1021, or of a card whose status is `CUSTOM`.
    public var title: TextPattern?
    /// Of a message of template 1021; markdown.
    public var content: TextPattern?
    /// Of the button that opens the approval: in a message of template 1021, or on a card whose status is `CUSTOM`.
    public var button: TextPattern?
    /// The footer of a message.
    public var note: TextPattern?

    public init(
        title: TextPattern? = nil, content: TextPattern? = nil, button: TextPattern? = nil, note: TextPattern? = nil
    ) {
        self.title = title
        self.content = content
        self.button = button
        self.note = note
    }
}
