import ApprovalContract
import Delivery
import FeishuAPI
import FeishuTypes
import JSON
import Kafka
import Observability

/// Syncs that Feishu may have dropped in silence: the check API tells whether it has them, and what it lacks is sent once more.
extension ExecuteStage {
    /// What the gate knows a check of ours by: no approval's key.
    private static let checkKey = "\u{0}confirm"

    func makeTrail(_ key: LaneKey) -> CallTrail {
        CallTrail(
            isRecent: { self.confirm.recent.isRecent(key, at: $0) },
            ended: { self.confirm.recent.ended(key, at: $0) })
    }

    /// Feishu took a sync, as it says.
    ///
    /// - Parameter hadFailed: before this process called it.
    func applied(
        _ body: [UInt8], _ version: Int64, _ command: Command, _ job: Job, _ key: LaneKey, _ trail: CallTrail,
        hadFailed: Bool
    ) {
        let doubt = confirm.doubt(job, trail, hadFailed: hadFailed)
        guard doubt != nil || confirm.isFollowed(key, command.app), let sync = appliedSync(body, version) else {
            return
        }
        if let doubt { context.metrics.syncDoubts.with(doubt.rawValue).increment() }
        let carrier = ConfirmDesk.Carrier(command: command, partition: job.lanePartition)
        let hasRoom = confirm.change(command.app) {
            $0.applied(key, sync, isWanted: doubt != nil, tag: carrier, at: now)
        }
        if !hasRoom { count("unasked", command.app) }
    }

    private func appliedSync(_ body: [UInt8], _ version: Int64) -> AppliedSync? {
        guard let json = try? parser.parse(body), let id = json["instance_id"]?.stringValue else { return nil }
        let tasks = json["task_list"]?.array?.compactMap { $0["task_id"]?.stringValue } ?? []
        return AppliedSync(
            instanceID: id, isReplace: json["update_mode"]?.stringValue != UpdateMode.update.rawValue, version: version,
            taskIDs: tasks, body: body)
    }

    private func count(_ result: String, _ app: String, _ number: Int = 1) {
        guard number > 0 else { return }
        context.metrics.syncConfirmations.with(app, result).increment(by: number)
    }

    // MARK: Asking

    /// Asks about what is due, an app at a time.
    func askConfirmations() {
        for (app, confirmations) in confirm.apps where !confirm.asking.contains(app) {
            if confirmations.isEmpty {
                confirm.apps[app] = nil
            } else if confirmations.hasDue(at: now) {
                ask(app)
            }
        }
    }

    /// One call, if it may start now: it waits behind whatever else wants this API, and what it asks about waits for nothing.
    private func ask(_ app: String) {
        guard let client = clients[app], !isStopping else { return }
        count("unasked", app, confirm.change(app) { $0.expire(at: now) })
        let gate = gate(GateKey(app: app, endpoint: .checkInstances))
        guard gate.line.isEmpty, lease.permitsCall(at: .now),
            case .now = ask(gate, Self.checkKey, isBulk: true, othersWait: false)
        else { return }
        let questions = confirm.change(app) { confirmations in
            confirmations.take(at: now, limit: confirm.settings.batch) { scheduler.isActive($0) }
        }
        guard !questions.isEmpty else { return giveBack(gate, Self.checkKey) }
        confirm.asking.insert(app)
        Task {
            await self.ask(questions, client, gate)
            self.confirm.asking.remove(app)
        }
    }

    private func ask(_ questions: [ConfirmDesk.Question], _ client: FeishuClient, _ gate: Gate) async {
        let body = InstanceCheck(
            instances: questions.map { question in
                InstanceCheckItem(
                    instanceID: question.instanceID, updateTime: question.version,
                    tasks: question.tasks.map { InstanceCheckTask(taskID: $0.id, updateTime: $0.version) })
            })
        var writer = JSONWriter()
        body.write(to: &writer)
        let bytes = writer.bytes()
        confirm.checks += 1
        let result = await client.checkInstances(
            body: bytes,
            FeishuClient.Options(
                requestID: "confirm/\(context.incarnation)/\(confirm.checks)",
                timeout: context.settings.feishu.requestTimeout))
        _ = ended(result, gate, Self.checkKey)
        if !gate.line.isEmpty { openLine(gate) }
        guard result.isSuccess, let differences = result.answer.differences?.differences else {
            var wasRefused = false
            if case .refused = result.outcome { wasRefused = true }
            let givenUp = confirm.change(gate.key.app) { $0.unanswered(questions, wasRefused: wasRefused, at: now) }
            count("unasked", gate.key.app, givenUp)
            if givenUp > 0 {
                log.warning(
                    "it can't be found out whether Feishu has syncs that it may have dropped",
                    ["app": .string(gate.key.app), "syncs": .int(givenUp), "log_id": .optional(result.logID)])
            }
            return
        }
        let found = Dictionary(differences.map { ($0.instanceID, $0) }, uniquingKeysWith: { first, _ in first })
        for question in questions { answered(question, found[question.instanceID], gate.key.app) }
    }

    private func answered(_ question: ConfirmDesk.Question, _ found: InstanceCheckItem?, _ app: String) {
        let tasks = Dictionary(
            (found?.tasks ?? []).map { ($0.taskID, $0.updateTime) }, uniquingKeysWith: { first, _ in first })
        let finding = confirm.change(app) {
            $0.answered(
                question, version: found?.updateTime, tasks: tasks, isBusy: scheduler.isActive(question.key), at: now)
        }
        let fields: KeyValuePairs<String, LogValue> = [
            "app": .string(app), LogField.key: .string(question.instanceID), "version": .int(question.version),
            "version_at_feishu": .int(found?.updateTime ?? 0),
            "tasks": .string(tasks.keys.sorted().prefix(10).joined(separator: ", ")),
        ]
        switch finding {
        case .stale: break
        case .confirmed: count("confirmed", app)
        case .lost:
            count("lost", app)
            log.error("Feishu dropped a sync in silence, and has older state still; sync the approval anew", fields)
        case .dropped:
            count("dropped", app)
            log.warning("Feishu dropped a sync in silence; it is sent once more", fields)
            repairLater(question, app)
        }
    }

    // MARK: Repairing

    /// The approval's next turn is the repair's.
    private func repairLater(_ question: ConfirmDesk.Question, _ app: String) {
        guard let carrier = confirm.change(app, { $0.tag(of: question.key) }),
            let owner = partitions.owned.first(where: {
                lanePartition($0.id) == carrier.partition && !bulkTopics.contains($0.id.topic) && $0.isOpen
            })
        else { return confirm.change(app) { $0.remove(question.key) } }
        confirm.repairs[question.key] = (app, question)
        let work = WorkTicket(owner: owner, offset: Job.repairOffset, byteCount: 0, time: WallClock.now())
        let record = ConsumerRecord(
            topic: owner.id.topic, partition: owner.id.partition, offset: Job.repairOffset,
            key: Array(question.key.key.utf8))
        scheduler.add(
            Job(
                work: work, lane: question.key.lane, key: question.key, isBulk: false, record: record, arrivedAt: now),
            key: question.key)
        pump()
    }

    /// Sends again what Feishu lacks of an approval, with versions above all that went out. The receipt says so first: whatever comes
    /// after a crash has a version above them.
    func repair(_ job: Job, _ key: LaneKey) async -> Ending {
        guard let (app, question) = confirm.repairs.removeValue(forKey: key),
            let (bodies, carrier) = confirm.change(app, { $0.takeRepair(question) }), let client = clients[app]
        else {
            outputs.seal(job.work)
            return .ended
        }
        let command = carrier.command
        var calls = merge(bodies)
        var mark = syncMark(of: receipts.find(job.lanePartition, command.recordKey))
        let first = max(mark.live, mark.bulk, mark.applied) + 1
        mark.note(first + Int64(calls.count) - 1, .live)
        writeReceipt(for: command, job) { $0.sync = mark }
        await outputsAcknowledged(job.work)
        guard await mayAnswer(job.work) else { return .abandoned }
        var version = first
        while !calls.isEmpty {
            let bytes = calls.removeFirst()(version)
            switch await call(.syncInstance, command, job, { await client.syncInstance(body: bytes, $0) }) {
            case .abandoned: return .abandoned
            case .failure(let reason, let result, _, _, _):
                confirm.change(app) { $0.remove(key) }
                count("lost", app)
                logger(command, job).error(
                    "a sync that Feishu had dropped in silence was refused when it was sent once more",
                    ["detail": .string(reason.detail), "log_id": .optional(result.logID)])
                forgetFailures(command, job, mark)
                outputs.seal(job.work)
                return .ended
            case .success(let result, let attempts, let called):
                mark.noteApplied(version, sequence: nil)
                if let sync = appliedSync(bytes, version) {
                    _ = confirm.change(app) {
                        $0.applied(key, sync, isWanted: true, isRepair: true, tag: carrier, at: now)
                    }
                }
                if calls.isEmpty {
                    count("repaired", app)
                    tell(makeResult(command, .applied, result, attempts, called), version, command, job)
                }
            }
            version += 1
        }
        forgetFailures(command, job, mark)
        outputs.seal(job.work)
        await acknowledged(job.work)
        return .ended
    }

    private func forgetFailures(_ command: Command, _ job: Job, _ mark: SyncMark) {
        writeReceipt(for: command, job) { receipt in
            receipt.sync = mark
            receipt.retry = nil
        }
    }

    /// The answer that says of the drop: one more, with an id of its own.
    private func tell(_ result: RelayResult, _ version: Int64, _ command: Command, _ job: Job) {
        var result = result
        result.id = CommandID.make(
            source: command.event.source ?? "", id: command.event.id ?? "", kind: command.kind,
            slot: "\(command.slot):repaired:\(version)")
        result.warnings = [
            FieldProblem(
                path: "",
                problem: "Feishu had taken this sync and dropped it in silence. It was found by a check, and "
                    + "the approval's state was sent once more, as version \(version).", severity: .warning)
        ]
        send(result, job, command)
    }

    /// As few calls as hold the same.
    private func merge(_ bodies: [[UInt8]]) -> [(Int64) -> [UInt8]] {
        var calls: [(Int64) -> [UInt8]] = []
        var rest = bodies[...]
        while let first = rest.first {
            var merge = SyncMerge()
            var count = 0
            for body in rest {
                guard let json = try? parser.parse(body), let sync = InstanceSync(exactly: json),
                    merge.add(sync, byteCount: body.count)
                else { break }
                count += 1
            }
            let merged = merge
            rest = rest.dropFirst(max(count, 1))
            calls.append { version in
                if count > 1, let sync = merged.result(version: version) { return self.bodies.bytes(sync) }
                guard let json = try? self.parser.parse(first) else { return first }
                return self.bodies.bytes(json, version: version, approvalCode: nil)
            }
        }
        return calls
    }
}

extension Job {
    /// No record has it: the job is a repair.
    static let repairOffset: Int64 = -2

    var isRepair: Bool { record.offset == Self.repairOffset }
}
