/// One approval as its upstream system knows it.
struct InstanceModel: Sendable {
    struct Task: Sendable {
        var id: String
        var status: String
        /// `update_time` of its latest change.
        var version: Int64
    }

    let id: String
    /// `update_time` of the latest event; grows with each.
    private(set) var version: Int64 = 1_772_328_600_000
    private(set) var isSubmitted = false
    private(set) var tasks: [Task] = []

    /// More would only make the bodies long.
    static let maximumTasks = 24

    init(id: String) { self.id = id }

    var openTasks: [Int] { tasks.indices.filter { tasks[$0].status == "PENDING" } }
    var canAddTask: Bool { tasks.count < Self.maximumTasks && openTasks.count < 3 }

    /// The time of the next event.
    mutating func advance() { version += 1000 }

    mutating func submit() { isSubmitted = true }

    mutating func addTask() -> Task {
        let task = Task(id: "\(id)-t\(tasks.count + 1)", status: "PENDING", version: version)
        tasks.append(task)
        return task
    }

    mutating func finishTask(_ index: Int, _ status: String) -> Task {
        tasks[index].status = status
        tasks[index].version = version
        return tasks[index]
    }
}
