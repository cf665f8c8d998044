/// The kinds of `data` that events carry.
public enum EventFamily: Sendable, Hashable {
    /// `data.definition`.
    case definition
    /// `data.instance`.
    case instance
    /// `data.instance` and `data.task_id`.
    case task
    /// `data.instance` and `data.cc_id`.
    case cc
    /// `data.instance` (its id suffices), `data.comment`, `data.recipients`.
    case comment
    /// `data.message`: the body of a bot message.
    case message
    /// `data.message`: the body of a card's update.
    case messageUpdate
    /// `data.instances`: what Feishu is asked to compare.
    case check
}
