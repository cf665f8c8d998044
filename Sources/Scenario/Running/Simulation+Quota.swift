import ApprovalContract
import Delivery

/// As `ExecuteStage+Quota.swift` does it.
extension Simulation {
    /// By so much clocks may differ when a record's age is told from its timestamp.
    private static let clockTolerance = Duration.seconds(60)

    /// Says what was spent, wanted and lent, when it is time.
    func report(_ replica: SimulatedReplica) {
        let time = clock(replica)
        guard !scenario.relay.limit.isUnlimited, replica.reportsUnderWay < 2, replica.exchange.isReportDue(at: time)
        else {
            return
        }
        var waiting: [QuotaKey: Int] = [:]
        if replica.waitsForQuota, replica.line.count > 0 { waiting[Self.quotaKey] = min(replica.line.count, 1000) }
        replica.reportsUnderWay += 1
        write(replica.exchange.makeReport(waiting: waiting, at: time), replica, isRegular: true)
    }

    func write(_ report: QuotaReport, _ replica: SimulatedReplica, isRegular: Bool = false) {
        // One partition: records stand in the order in which they were written.
        let visible = max(now + scenario.group.controlDelay.sample(&random), control.last?.visibleAt ?? .zero)
        control.append(
            ControlRecord(sender: replica, report: report, isRegular: isRegular, writtenAt: now, visibleAt: visible))
        events.add(.heard(control.count - 1), at: visible)
    }

    /// A record is in Kafka, and all have read it.
    func hear(_ index: Int) {
        let record = control[index]
        for replica in replicas where replica.isAlive { hear(record, replica) }
        let sender = record.sender
        guard sender.isAlive, record.isRegular else { return }
        sender.reportsUnderWay -= 1
        sender.exchange.acknowledged(record.report.number)
        openLineIfAnyWaits(sender)
    }

    func hear(_ record: ControlRecord, _ replica: SimulatedReplica) {
        let age = max(.zero, now - record.writtenAt - Self.clockTolerance)
        replica.exchange.received(record.report, from: record.sender.name, age: age, at: clock(replica))
        if record.sender === replica {
            if let mark = replica.mark, record.report.number >= mark {
                replica.mark = nil
                takeOver(replica)
            }
        } else if record.report.loans.contains(where: { $0.to == replica.name }) {
            openLineIfAnyWaits(replica)
        }
    }

    /// Learns what former owners spent: what stood in the topic before this record has been read when it comes back.
    func writeMark(_ replica: SimulatedReplica, _ generation: Int) {
        guard replica.isAlive, replica.generation == generation, !replica.isDraining else { return }
        guard !scenario.relay.limit.isUnlimited else { return takeOver(replica) }
        let mark = replica.exchange.makeReport(waiting: [:], mayLend: false, at: clock(replica))
        replica.mark = mark.number
        write(mark, replica)
    }

    private func takeOver(_ replica: SimulatedReplica) {
        replica.exchange.take([.instance: replica.assigned.map(Int32.init)], at: clock(replica))
        replica.owned = replica.assigned
        replica.positions = [:]
        for partition in replica.owned { replica.positions[partition] = commands.start(of: partition) }
        replica.isPaused = false
        takeIn(replica)
        pump(replica)
    }
}
