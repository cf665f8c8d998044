public import FeishuTypes

/// The answer to a command, or to an event that has none. Published at least once: readers deduplicate by `id`.
public struct RelayResult: Sendable {
    /// Which command is answered; `nil` for an event that became none.
    public struct CommandReference: Sendable, Hashable {
        public var id: String
        public var kind: CommandKind
        public var key: String
        public var app: String
        public var index: Int
        public var count: Int

        public init(_ command: Command) {
            id = command.id
            kind = command.kind
            key = command.key
            app = command.app
            index = command.index
            count = command.count
        }
    }

    /// Epoch milliseconds of an event's way.
    public struct Times: Sendable, Hashable {
        public var event: Int64?
        public var routed: Int64?
        public var called: Int64?
        public var completed: Int64

        public init(event: Int64? = nil, routed: Int64? = nil, called: Int64? = nil, completed: Int64) {
            self.event = event
            self.routed = routed
            self.called = called
            self.completed = completed
        }
    }

    /// An object that Feishu has in another version than the event said (`instance.check`).
    public struct Difference: Sendable, Hashable {
        public var instanceID: String
        /// Milliseconds as Feishu gave them; "0" for an instance that it doesn't know.
        public var updateTime: String
        public var tasks: [(id: String, updateTime: String)]

        public init(instanceID: String, updateTime: String, tasks: [(id: String, updateTime: String)]) {
            self.instanceID = instanceID
            self.updateTime = updateTime
            self.tasks = tasks
        }

        public static func == (left: Difference, right: Difference) -> Bool {
            left.instanceID == right.instanceID && left.updateTime == right.updateTime
                && left.tasks.elementsEqual(right.tasks) { $0 == $1 }
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(instanceID)
            hasher.combine(updateTime)
            for task in tasks {
                hasher.combine(task.id)
                hasher.combine(task.updateTime)
            }
        }
    }

    /// The command's id; for an event without commands derived from the event (``Rejection/resultID``).
    public var id: String
    public var outcome: Outcome
    public var command: CommandReference?
    public var event: EventReference
    /// The approval's key; `nil` when it isn't known.
    public var subject: String?
    public var correlationID: String?
    public var trace: TraceHeaders?
    public var feishu: FeishuVerdict?
    /// The code that Feishu gave a definition.
    public var approvalCode: String?
    public var messageID: String?
    public var attempts: Int
    public var warnings: [FieldProblem]
    /// Id of the command that carried this one.
    public var supersededBy: String?
    public var differences: [Difference]?
    public var reason: Reason?
    public var times: Times

    public init(
        id: String, outcome: Outcome, command: CommandReference? = nil, event: EventReference, subject: String? = nil,
        correlationID: String? = nil, trace: TraceHeaders? = nil, feishu: FeishuVerdict? = nil,
        approvalCode: String? = nil, messageID: String? = nil, attempts: Int = 0, warnings: [FieldProblem] = [],
        supersededBy: String? = nil, differences: [Difference]? = nil, reason: Reason? = nil, times: Times
    ) {
        self.id = id
        self.outcome = outcome
        self.command = command
        self.event = event
        self.subject = subject
        self.correlationID = correlationID
        self.trace = trace
        self.feishu = feishu
        self.approvalCode = approvalCode
        self.messageID = messageID
        self.attempts = attempts
        self.warnings = warnings
        self.supersededBy = supersededBy
        self.differences = differences
        self.reason = reason
        self.times = times
    }
}
