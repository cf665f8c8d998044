public import ApprovalContract

/// Which of an approval's cards an update of the notification policy changes.
public enum CardSelection: String, Sendable, Hashable, CaseIterable {
    /// That of the task that the event speaks of.
    case task
    /// Those of tasks in which nobody has acted, as far as the event lists them.
    case openTasks = "open_tasks"
    /// Those of all tasks that the event lists.
    case allTasks = "all_tasks"

    /// What is meant where a rule doesn't say.
    public static func standard(in type: EventType) -> CardSelection { type.family == .task ? .task : .openTasks }

    public func exists(in type: EventType) -> Bool {
        self == .task ? type.family == .task : type.listsTasks
    }
}
