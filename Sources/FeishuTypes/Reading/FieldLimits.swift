/// How much a body may hold. The defaults are Feishu's documented limits, or, where it has none, sensible ones.
///
/// Lengths count Unicode scalars.
public struct FieldLimits: Sendable, Hashable {
    /// `task_list`. International and older documentation says 200.
    public var tasks = 300
    /// `cc_list`.
    public var cc = 200
    /// Names and values of `form` together.
    public var formText = 2048
    /// `task_list[].action_configs`, and those of a message.
    public var actionConfigs = 2
    /// A message's `actions`.
    public var messageActions = 2
    /// `content.summaries`.
    public var summaries = 5
    /// Languages of a body: its `i18n_resources`, and those of its texts by locale. Feishu documents 16.
    public var languages = 64
    public var viewers = 200
    public var managers = 200
    public var approvalCode = 128
    /// Ids of instances, tasks, cc, nodes, people and departments. Not documented by Feishu.
    public var identifier = 128
    public var uuid = 64
    /// `action_context`. Not documented by Feishu.
    public var actionContext = 1024
    /// A check's `instances`. Not documented by Feishu.
    public var checkedInstances = 50
    /// `approval_codes` and `instance_ids` of a task query.
    public var queriedCodes = 20

    public init() {}
}
