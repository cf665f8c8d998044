/// What a text of the notification policy may name in braces.
public enum TextPlaceholder: String, Sendable, Hashable, CaseIterable {
    /// The approval's title, else its definition's code.
    case approval
    case instanceID = "instance_id"
    /// The name of the task's node.
    case node
    /// Who submitted it: `user_name`, else the id.
    case initiator
    /// The event's comment.
    case comment
}
