/// One intended effect in Feishu.
public enum CommandKind: String, Sendable, Hashable, CaseIterable {
    case definitionUpsert = "definition.upsert"
    case instanceSync = "instance.sync"
    case instanceCheck = "instance.check"
    case messageSend = "message.send"
    case messageUpdate = "message.update"

    public var lane: Lane {
        switch self {
        case .definitionUpsert: .definition
        case .instanceSync, .instanceCheck: .instance
        case .messageSend, .messageUpdate: .message
        }
    }
}
