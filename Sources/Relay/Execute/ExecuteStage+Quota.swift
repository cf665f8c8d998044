import ApprovalContract
import Delivery
import FeishuAPI
import Kafka
import Observability

/// The quota that all processes of the group share (``QuotaExchange``), by way of the control topic.
extension ExecuteStage {
    /// Reports of a process that has been silent for so long are deleted.
    private static let silence = Duration.seconds(600)

    /// A record of the control topic.
    func heard(_ message: ControlMessage) {
        switch message.entry {
        case .appTicket(let app, let ticket): setAppTicket(app, FeishuAPI.Secret(ticket))
        case .quota(let sender, let report):
            quota.exchange.received(report, from: sender, age: message.leastAge(wall: WallClock.now()), at: now)
            if sender == context.incarnation {
                quota.heard(report.number)
            } else if report.loans.contains(where: { $0.to == context.incarnation }) {
                openLines()
            }
        case .throttle(let note): heard(note, message)
        case .hold(let hold): heard(hold, message)
        case .release(let note): heard(note)
        case .pause(let note): holds.saw(note.key, writtenAt: now - message.age(wall: WallClock.now(), at: .now))
        case .partitionCount: break
        case nil:
            if let sender = ControlEntry.reporter(message.key) { quota.exchange.forget(sender) }
            holds.forget(message.key)
            heardDeletion(of: message.key)
        }
    }

    /// Learns what former owners spent, and counts it as this process's own.
    ///
    /// - Returns: false when another rebalance came meanwhile.
    func takeUpQuota(_ generation: Int) async -> Bool {
        guard !quota.isUnlimited else { return generation == self.generation }
        while generation == self.generation {
            // What stood in the topic before this record has been read when it comes back: what former owners wrote before they gave
            // their partitions up.
            let mark = quota.exchange.makeReport(waiting: [:], mayLend: false, at: now)
            do throws(KafkaError) {
                try await write(mark)
            } catch {
                log.once(
                    key: "control", .error, "the control topic can't be written; trying again",
                    state: error.description,
                    [LogField.error: .string(error.description)])
                context.readiness.set("control", isReady: false, "can't be written: \(error)")
                try? await Task.sleep(for: .milliseconds(500))
                continue
            }
            log.recovered(key: "control", "the control topic can be written")
            context.readiness.remove("control")
            guard generation == self.generation else { return false }
            await quota.wait(for: mark.number)
            guard generation == self.generation else { return false }
            var owned: [Lane: Set<Int32>] = [:]
            for partition in partitions.owned.compactMap({ lanePartition($0.id) }) {
                owned[partition.lane, default: []].insert(partition.partition)
            }
            quota.exchange.take(owned.mapValues { $0.sorted() }, at: now)
            return true
        }
        return false
    }

    /// Before partitions are given up: nothing more is called for them.
    func releaseQuota(isDrained: Bool) {
        quota.stopWaiting()
        guard !quota.isUnlimited else { return }
        let report = quota.exchange.release(isDrained: isDrained, at: now)
        // The next owner reads it, or assumes the most that can have been spent.
        Task { try? await self.write(report) }
    }

    func loseQuota() {
        quota.stopWaiting()
        quota.exchange.lose()
    }

    /// Says what was spent, wanted and lent, when it is time.
    func reportQuota() {
        guard !quota.isUnlimited, quota.underWay < 2, quota.exchange.isReportDue(at: now) else { return }
        var waiting: [QuotaKey: Int] = [:]
        for gate in openGates {
            guard gate.waitsForQuota, gate.line.count > 0, let key = quota.key(gate.key) else { continue }
            waiting[key, default: 0] += min(gate.line.count, 1000)
        }
        let report = quota.exchange.makeReport(
            waiting: waiting, mayLend: lease.permitsCall(at: .now), at: now)
        quota.underWay += 1
        Task {
            do throws(KafkaError) {
                try await self.write(report)
                self.quota.exchange.acknowledged(report.number)
                self.log.recovered(key: "control", "the control topic can be written")
                self.openLines()
            } catch {
                self.log.once(
                    key: "control", .error, "the control topic can't be written; calls wait until it can",
                    state: error.description, [LogField.error: .string(error.description)])
            }
            self.quota.underWay -= 1
        }
    }

    /// Deletes what processes that are long gone said.
    func forgetSilentReports() {
        guard !quota.isUnlimited, partitions.owned.contains(where: { $0.id.partition == 0 }) else { return }
        for sender in quota.exchange.silent(for: Self.silence, at: now).prefix(10) {
            quota.exchange.forget(sender)
            let key = ControlEntry.reportKey(sender)
            let control = context.control
            Task { try? await control(key, nil) }
        }
    }

    /// Whether a call may be made a second time, with a fresh token: it counts like any other.
    func admitsRepetition(of endpoint: FeishuEndpoint, app: String) -> Bool {
        guard let key = quota.key(GateKey(app: app, endpoint: endpoint)) else { return true }
        guard case .now(let grant) = quota.exchange.admit(key, at: now) else { return false }
        quota.exchange.end(grant, key, at: now)
        return true
    }

    private func write(_ report: QuotaReport) async throws(KafkaError) {
        let entry = ControlEntry.quota(incarnation: context.incarnation, report)
        try await context.control(entry.key, entry.bytes())
    }

    /// What an operator sees of each app and API that has been called: the part of the quota, how much of it is spent, and who waits.
    func reportGates() {
        let metrics = context.metrics
        for gate in openGates {
            let (app, api) = (gate.key.app, gate.key.endpoint.rawValue)
            for priority in Priority.allCases {
                metrics.callsWaiting.with(app, api, priority.rawValue).set(gate.line.count(isBulk: priority == .bulk))
            }
            guard let key = quota.key(gate.key), let part = quota.exchange.part(of: key) else { continue }
            if let calls = part.perSecond { metrics.quotaPart.with(app, api, "second").set(calls) }
            if let calls = part.perMinute { metrics.quotaPart.with(app, api, "minute").set(calls) }
            metrics.quotaSpent.with(app, api).set(quota.exchange.spentInLastMinute(key, at: now))
        }
    }
}
