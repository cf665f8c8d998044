import Delivery
import FeishuSimulator

/// The consumer group: who owns which partitions. As `ExecuteStage+Partitions.swift` and Kafka's coordinator do it.
extension Simulation {
    func perform(_ step: GroupStep) {
        switch step.kind {
        case .kill(let number):
            guard let replica = replicas.first(where: { $0.number == number && $0.isAlive }) else { return }
            trace.note("\(replica.name) dies", at: now)
            replica.isAlive = false
            events.add(.sessionEnds(replica), at: now + scenario.group.sessionTimeout)
        case .stop(let number):
            guard let replica = replicas.first(where: { $0.number == number && $0.isAlive }), !replica.isStopping else {
                return
            }
            trace.note("\(replica.name) stops", at: now)
            replica.isStopping = true
            revoke(replica)
        case .add(let count): addReplicas(count)
        case .rebalance:
            trace.note("rebalance", at: now)
            rebalance()
        }
    }

    func addReplicas(_ count: Int) {
        for _ in 0..<count {
            let replica = SimulatedReplica(
                replicas.count + 1, clockOffset: .seconds(1000 * random.fraction()), scenario, limits: limits)
            replicas.append(replica)
            // A new process reads everything that is there before it does anything.
            for record in control where record.visibleAt <= now { hear(record, replica) }
            coordinator.members.append(replica)
            if now > .zero { trace.note("\(replica.name) joins", at: now) }
            events.add(.tick(replica), at: now + Self.tick * random.fraction())
            coordinator.joined.insert(replica.number)
        }
        rebalance()
    }

    /// A process that is gone, in good order or not.
    func leave(_ replica: SimulatedReplica) {
        guard coordinator.members.contains(where: { $0 === replica }) else { return }
        coordinator.members.removeAll { $0 === replica }
        coordinator.joined.remove(replica.number)
        if coordinator.isRebalancing { assignIfAllJoined() } else { rebalance() }
    }

    private func rebalance() {
        if !coordinator.isRebalancing {
            coordinator.isRebalancing = true
            coordinator.generation += 1
            for member in coordinator.members where !coordinator.joined.contains(member.number) {
                let notice = scenario.group.heartbeat * random.fraction()
                events.add(.rebalances(member, coordinator.generation), at: now + notice)
            }
        }
        assignIfAllJoined()
    }

    /// A member learns of a rebalance: calls under way are finished first.
    func learn(_ replica: SimulatedReplica, _ generation: Int) {
        guard replica.isAlive, generation == coordinator.generation, coordinator.isRebalancing else { return }
        revoke(replica)
    }

    private func revoke(_ replica: SimulatedReplica) {
        guard !replica.isDraining else { return }
        replica.isDraining = true
        replica.mark = nil
        let removed = replica.scheduler.remove { _ in true }
        replica.unfinished -= removed.count
        for job in replica.suspended.values.sorted(by: { $0.command < $1.command }) { abandon(job) }
        if replica.isDraining {
            events.add(.drainEnds(replica, replica.generation), at: now + scenario.group.drain)
            drained(replica)
        }
    }

    /// Whether what was under way is over.
    func drained(_ replica: SimulatedReplica) {
        if replica.isAlive, replica.isDraining, replica.started == 0 { finishDraining(replica) }
    }

    func finishDraining(_ replica: SimulatedReplica) {
        let isDrained = replica.started == 0
        if !scenario.relay.limit.isUnlimited {
            write(replica.exchange.release(isDrained: isDrained, at: clock(replica)), replica)
        }
        replica.isDraining = false
        replica.generation = -1
        replica.assignment += 1
        replica.started = 0
        replica.unfinished = 0
        replica.owned = []
        replica.assigned = []
        if replica.isStopping {
            replica.isAlive = false
            leave(replica)
        } else {
            coordinator.joined.insert(replica.number)
            assignIfAllJoined()
        }
    }

    private func assignIfAllJoined() {
        guard coordinator.isRebalancing, coordinator.members.allSatisfy({ coordinator.joined.contains($0.number) })
        else { return }
        coordinator.isRebalancing = false
        coordinator.joined = []
        let shares = coordinator.shares(of: scenario.partitions)
        var words: [String] = []
        for (member, share) in zip(coordinator.members, shares) {
            member.generation = coordinator.generation
            member.assigned = share
            words.append("\(member.name) \(share.count)")
            if member.isAlive, !member.isStopping {
                events.add(.tookUp(member, member.generation), at: now + scenario.group.takeUp)
            }
        }
        trace.note("partitions: " + words.joined(separator: ", "), at: now)
    }
}
