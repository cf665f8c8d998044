import JSON

/// `external_instances/check`: which instances differ from what the caller believes (feishu-api §4).
struct InstanceCheck {
    struct TaskDifference {
        var id: String
        /// "0" for a task that Feishu doesn't have.
        var updateTime: String
    }

    struct Difference {
        var instanceID: String
        /// The instance's effective time, "0" for one that Feishu doesn't have.
        var updateTime: String
        var tasks: [TaskDifference] = []
    }

    /// The body has passed the schema.
    static func differences(
        _ body: JSONValue, of principal: Principal, in store: InstanceStore, settings: SimulatorSettings
    ) throws(Refusal) -> [Difference] {
        func invalid(_ reason: String) -> Refusal {
            Refusal(status: settings.approvalErrorStatus, code: 1_390_001, message: "param is invalid: \(reason)")
        }
        guard let items = body["instances"]?.array else { return [] }
        let limit = settings.maximumCheckBatch
        guard limit == 0 || items.count <= limit else { throw invalid("more than \(limit) instances") }
        var differences: [Difference] = []
        for item in items {
            guard let id = item.text("instance_id"), let time = item.time("update_time") else {
                throw invalid("an instance_id or update_time is empty or no time")
            }
            let tasks = item["tasks"]?.array
            if !settings.checkAcceptsEmptyTasks, tasks?.isEmpty ?? true { throw invalid("tasks of \(id.prefix(100))") }
            guard let stored = store[principal, id] else {
                differences.append(Difference(instanceID: id, updateTime: "0"))
                continue
            }
            var difference = Difference(instanceID: id, updateTime: String(stored.updateTime))
            let times = Dictionary(stored.tasks.map { ($0.id, $0.updateTime) }, uniquingKeysWith: { first, _ in first })
            if let tasks {
                for task in tasks {
                    guard let taskID = task.text("task_id"), let taskTime = task.time("update_time") else {
                        throw invalid("a task_id or update_time is empty or no time")
                    }
                    let effective = times[taskID]
                    guard effective != taskTime else { continue }
                    difference.tasks.append(
                        TaskDifference(id: taskID, updateTime: effective.map { String($0) } ?? "0"))
                }
            }
            if !difference.tasks.isEmpty || stored.updateTime != time { differences.append(difference) }
        }
        return differences
    }
}
