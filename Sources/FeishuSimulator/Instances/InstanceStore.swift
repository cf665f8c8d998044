/// The instances of all apps. An id belongs to one app within one tenant.
struct InstanceStore {
    struct Key: Hashable {
        var principal: Principal
        var id: String
    }

    private(set) var table: BoundedTable<Key, InstanceRecord>

    init(capacity: Int) {
        table = BoundedTable(capacity: capacity)
    }

    subscript(_ principal: Principal, _ id: String) -> InstanceRecord? {
        table[Key(principal: principal, id: id)]
    }

    /// Applies a sync whose definition is known.
    mutating func apply(
        _ submission: InstanceSubmission, by principal: Principal, settings: SimulatorSettings, at now: SimulatorInstant
    ) throws(Refusal) -> SyncResult {
        let key = Key(principal: principal, id: submission.instance.id)
        guard var record = table[key] else {
            var record = submission.instance
            record.tasks = submission.tasks
            record.cc = submission.cc
            record.isOwnedByNobody = submission.isCleanUp
            record.syncedAt = now
            table.set(record, for: key)
            let entities = record.tasks.count + record.cc.count
            return SyncResult(instanceApplied: true, appliedEntities: entities)
        }
        try Self.checkWindow(record, settings, at: now)
        let result = try Self.change(&record, submission, settings)
        record.syncedAt = now
        table.set(record, for: key)
        return result
    }

    private static func change(
        _ record: inout InstanceRecord, _ submission: InstanceSubmission, _ settings: SimulatorSettings
    ) throws(Refusal) -> SyncResult {
        if record.isOwnedByNobody, settings.cleanUpIsFinal { return .dropped }
        switch submission.mode {
        case .update: return record.update(with: submission, equalTime: settings.equalInstanceTime)
        case .replace:
            if record.status != .pending, submission.instance.status == .pending {
                switch settings.replaceRegression {
                case .allowed: break
                case .ignored: return .dropped
                case .refused:
                    throw Refusal(
                        status: settings.approvalErrorStatus, code: 1_390_001,
                        message: "param is invalid: the instance has ended")
                }
            }
            return record.replace(with: submission)
        }
    }

    private static func checkWindow(
        _ record: InstanceRecord, _ settings: SimulatorSettings, at now: SimulatorInstant
    ) throws(Refusal) {
        let window = Int64(settings.sameInstanceWindow) * 1000
        guard window > 0, now.microseconds(since: record.syncedAt) < window else { return }
        switch settings.sameInstanceAnswer {
        case .shortPeriod:
            throw Refusal(
                status: settings.approvalErrorStatus, code: 1_390_014,
                message: "Do not synchronize the same approval instance for a short period of time!")
        case .someErrors:
            throw Refusal(
                status: settings.approvalErrorStatus, code: 1_395_001,
                message: "There have been some errors. Please try again later")
        }
    }
}
