extension InstanceRecord {
    /// More tasks or cc than this are not kept of one instance, however many UPDATEs add.
    static let maximumEntities = 10_000

    /// REPLACE: the payload becomes the state; versions are not compared.
    mutating func replace(with submission: InstanceSubmission) -> SyncResult {
        let code = approvalCode
        self = submission.instance
        approvalCode = code
        tasks = submission.tasks
        cc = submission.cc
        isOwnedByNobody = submission.isCleanUp
        return SyncResult(instanceApplied: true, appliedEntities: tasks.count + cc.count)
    }

    /// UPDATE: nothing is deleted; instance, tasks and cc are each written only if their time is greater than the last
    /// accepted one. An older instance time drops the whole payload.
    mutating func update(with submission: InstanceSubmission, equalTime: SimulatorSettings.EqualInstanceTime)
        -> SyncResult
    {
        let entities = submission.tasks.count + submission.cc.count
        let newer = submission.instance
        guard newer.updateTime >= updateTime, newer.updateTime > updateTime || equalTime == .perEntity else {
            return SyncResult(instanceApplied: false, droppedEntities: entities)
        }
        var result = SyncResult(instanceApplied: newer.updateTime > updateTime)
        if result.instanceApplied { update(to: newer) }
        merge(submission.tasks, &result)
        merge(submission.cc, &result)
        return result
    }

    private mutating func merge(_ newer: [TaskRecord], _ result: inout SyncResult) {
        var places = Dictionary(tasks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for task in newer {
            if let place = places[task.id] {
                guard task.updateTime > tasks[place].updateTime else {
                    result.droppedEntities += 1
                    continue
                }
                tasks[place].update(to: task)
            } else if tasks.count < Self.maximumEntities {
                places[task.id] = tasks.count
                tasks.append(task)
            } else {
                result.droppedEntities += 1
                continue
            }
            result.appliedEntities += 1
        }
    }

    private mutating func merge(_ newer: [CCRecord], _ result: inout SyncResult) {
        var places = Dictionary(cc.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in newer {
            if let place = places[entry.id] {
                guard entry.updateTime > cc[place].updateTime else {
                    result.droppedEntities += 1
                    continue
                }
                cc[place].update(to: entry)
            } else if cc.count < Self.maximumEntities {
                places[entry.id] = cc.count
                cc.append(entry)
            } else {
                result.droppedEntities += 1
                continue
            }
            result.appliedEntities += 1
        }
    }
}
