import JSON

/// A stored task: what an approver sees, and what versions and reads need.
struct TaskRecord {
    var id: String
    var userID: String?
    var openID: String?
    var status: TaskStatus
    var title: String?
    var nodeID: String?
    var nodeName: String?
    var actionContext: String?
    /// The quick-approval buttons' types.
    var actions: [String]
    var createTime: Int64
    var endTime: Int64
    var updateTime: Int64

    /// The JSON has passed `InstanceRules`. Without an `update_time` of its own the task takes the instance's.
    init?(_ json: JSONValue, texts: I18nTexts, instanceTime: Int64) {
        guard let id = json.text("task_id"), let status = TaskStatus(rawValue: json.text("status") ?? ""),
            let createTime = json.time("create_time"), let endTime = json.time("end_time")
        else { return nil }
        self.id = id
        self.status = status
        self.createTime = createTime
        self.endTime = endTime
        updateTime = json.time("update_time") ?? instanceTime
        userID = json.text("user_id")
        openID = json.text("open_id")
        title = texts.text(json.text("title"))
        nodeID = json.text("node_id")
        nodeName = texts.text(json.text("node_name"))
        actionContext = json.text("action_context")
        actions = json["action_configs"]?.array.map { $0.compactMap { $0.text("action_type") } } ?? []
    }

    /// The newer state; what UPDATE can't change stays (feishu-api §3.4).
    mutating func update(to newer: TaskRecord) {
        let older = self
        self = newer
        userID = older.userID
        openID = older.openID
        createTime = older.createTime
        nodeID = older.nodeID
        nodeName = older.nodeName
    }
}
