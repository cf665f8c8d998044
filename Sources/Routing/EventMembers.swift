/// Members of `data`.
struct EventMembers: OptionSet {
    let rawValue: UInt16

    /// In the order of their bits.
    static let names = [
        "definition", "instance", "task_id", "new_task_id", "cc_id", "comment", "recipients", "message", "instances",
        "sync", "approval_code_kind", "operator", "notify",
        "quick_approval",
    ]

    static let definition = EventMembers(rawValue: 1 << 0)
    static let instance = EventMembers(rawValue: 1 << 1)
    static let taskID = EventMembers(rawValue: 1 << 2)
    static let newTaskID = EventMembers(rawValue: 1 << 3)
    static let ccID = EventMembers(rawValue: 1 << 4)
    static let comment = EventMembers(rawValue: 1 << 5)
    static let recipients = EventMembers(rawValue: 1 << 6)
    static let message = EventMembers(rawValue: 1 << 7)
    static let instances = EventMembers(rawValue: 1 << 8)
    static let sync = EventMembers(rawValue: 1 << 9)
    static let codeKind = EventMembers(rawValue: 1 << 10)
    static let operatorUser = EventMembers(rawValue: 1 << 11)
    static let notify = EventMembers(rawValue: 1 << 12)

    static let quickApproval = EventMembers(rawValue: 1 << 13)

    /// What may stand beside any instance.
    static let beside: EventMembers = [.codeKind, .operatorUser, .comment, .recipients, .notify]

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(index: Int) { self.init(rawValue: 1 << UInt16(index)) }

    var names: [String] { Self.names.indices.filter { contains(EventMembers(index: $0)) }.map { Self.names[$0] } }
}
