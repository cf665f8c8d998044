public import FeishuTypes
public import JSON

/// What a successful call gave back.
public enum FeishuAnswer: Sendable {
    /// Nothing beyond success (a sync's echo isn't read), or the call didn't succeed.
    case none
    /// Feishu's own code of a definition: the one that instances must name.
    case approvalCode(String)
    /// The card's id; nil when Feishu named none, as it may for a repeated `uuid`.
    case messageID(String?)
    /// What Feishu has otherwise than was asked; empty when all is in step.
    case differences(InstanceCheckAnswer)
    /// One page of tasks.
    case tasks(TaskQueryAnswer)
    /// `data` of a definition. Holds the callback's token and key in clear: never to be printed.
    case definition(JSONValue)

    public var approvalCode: String? {
        if case .approvalCode(let code) = self { code } else { nil }
    }

    public var messageID: String? {
        if case .messageID(let id) = self { id } else { nil }
    }

    public var differences: InstanceCheckAnswer? {
        if case .differences(let answer) = self { answer } else { nil }
    }

    public var tasks: TaskQueryAnswer? {
        if case .tasks(let answer) = self { answer } else { nil }
    }

    public var definition: JSONValue? {
        if case .definition(let data) = self { data } else { nil }
    }
}

extension FeishuAnswer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        switch self {
        case .none: "none"
        case .approvalCode(let code): "approval code \(code)"
        case .messageID(let id): "message id \(id ?? "none")"
        case .differences(let answer): "\(answer.differences.count) differences"
        case .tasks(let answer): "\(answer.instances.count) instances"
        case .definition: "definition"
        }
    }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
