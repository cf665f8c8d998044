import ApprovalContract
import Delivery
import FeishuAPI
import FeishuSimulator

/// Runs a scenario on simulated time: one event after the other, the same ones for the same scenario and seed.
///
/// The relay's own cores decide (``Delivery/CallGate``, ``Delivery/QuotaExchange``, ``Delivery/KeyScheduler``, ``Delivery/RetryPolicy``,
/// ``FeishuAPI/FeishuObservation``), in the order in which `ExecuteStage` asks them; Kafka, the network and Feishu are modelled.
///
/// Not modelled: the lease (Kafka always takes commits in time), tokens, receipts that are written late, the size of records, and that a
/// process's own work takes time.
public final class Simulation {
    static let endpoint = FeishuEndpoint.syncInstance
    static let quotaKey = QuotaKey(app: "app", api: endpoint.rawValue, lane: .instance)
    /// As `ExecuteStage` has it.
    static let tick = Duration.milliseconds(100)

    let scenario: Scenario
    var random: SeededRandom
    var now = Duration.zero
    var events = EventQueue()
    var turns = FIFO<Turn>()
    var replicas: [SimulatedReplica] = []
    var commands: CommandLog
    var control: [ControlRecord] = []
    var coordinator = Coordinator()
    var meter = CallMeter()
    /// Of each key, the latest command that Feishu applied.
    var applied: [Int]
    let keyNames: [String]
    let limits: [QuotaKey: QuotaLimit]
    public internal(set) var trace: Trace

    public init(_ scenario: Scenario, seed: UInt64? = nil) {
        self.scenario = scenario
        let seed = seed ?? scenario.seed
        random = SeededRandom(seed: seed)
        commands = CommandLog(partitions: scenario.partitions)
        applied = [Int](repeating: -1, count: scenario.work.keys)
        keyNames = (0..<scenario.work.keys).map { "app:\($0)" }
        limits = [Self.quotaKey: scenario.relay.limit]
        trace = Trace(seed: seed)
    }

    /// Runs it to its end.
    public func run() {
        for backlog in scenario.work.backlog { addBacklog(backlog) }
        for index in scenario.work.arrivals.indices {
            events.add(.comes(index), at: scenario.work.arrivals[index].from)
        }
        for step in scenario.steps { events.add(.step(step), at: step.at) }
        announceChanges()
        addReplicas(scenario.replicas)
        var nextRow = Trace.interval
        while nextRow <= scenario.duration {
            events.add(.row, at: nextRow)
            nextRow += Trace.interval
        }
        while let (time, event) = events.popFirst(), time <= scenario.duration {
            now = time
            handle(event)
            while let turn = turns.popFirst() { take(turn) }
        }
        now = scenario.duration
    }

    private func handle(_ event: SimulatedEvent) {
        switch event {
        case .tick(let replica): tick(replica)
        case .opensLine(let replica):
            guard replica.isAlive else { return }
            if replica.opensAt == now { replica.opensAt = nil }
            openLine(replica)
        case .wakes(let job):
            guard job.state == .pausing else { return }
            resume(job)
            admit(job)
        case .arrives(let call): reachFeishu(call)
        case .answered(let call): end(call)
        case .comes(let index): come(index)
        case .heard(let index): hear(index)
        case .step(let step): perform(step)
        case .rebalances(let replica, let generation): learn(replica, generation)
        case .tookUp(let replica, let generation): writeMark(replica, generation)
        case .drainEnds(let replica, let generation):
            if replica.isAlive, replica.isDraining, replica.generation == generation { finishDraining(replica) }
        case .sessionEnds(let replica): leave(replica)
        case .changes(let words): trace.note(words, at: now)
        case .row: trace.endRow(at: now)
        }
    }

    private func take(_ turn: Turn) {
        switch turn {
        case .begins(let job):
            // A partition that was taken away in the meantime, or a process that died.
            if job.isCurrent { admit(job) } else { abandon(job) }
        case .admitted(let job): call(job)
        }
    }

    private func tick(_ replica: SimulatedReplica) {
        guard replica.isAlive else { return }
        report(replica)
        pump(replica)
        takeIn(replica)
        events.add(.tick(replica), at: now + Self.tick)
    }

    /// A process's time, for its cores.
    func clock(_ replica: SimulatedReplica) -> Duration { replica.clockOffset + now }

    // MARK: Work

    private func addBacklog(_ backlog: WorkPlan.Backlog) {
        // A key belongs to the partition of its number; the keys of a partition take turns.
        let keys = scenario.work.keys
        let chosen = (backlog.partitions.isEmpty ? Array(0..<scenario.partitions) : backlog.partitions).filter {
            $0 < keys
        }
        guard !chosen.isEmpty else { return }
        for index in 0..<backlog.commands {
            let partition = chosen[index % chosen.count]
            let keysThere = (keys - partition - 1) / scenario.partitions + 1
            let key = partition + index / chosen.count % keysThere * scenario.partitions
            commands.append(key: key, partition: partition, at: .zero)
        }
        trace.arrived(backlog.commands, at: .zero)
    }

    private func come(_ index: Int) {
        let plan = scenario.work.arrivals[index]
        guard now < plan.to ?? scenario.duration, commands.count < Scenario.maximumCommands else { return }
        let isHot = random.fraction() * 100 < plan.hotKeyShare
        let key = isHot ? 0 : Int(random.fraction() * Double(scenario.work.keys))
        let partition = key % scenario.partitions
        commands.append(key: key, partition: partition, at: now)
        trace.arrived(1, at: now)
        if let owner = replicas.first(where: { $0.isAlive && $0.owned.contains(partition) }) {
            takeIn(owner)
            pump(owner)
        }
        // Exponential times between arrivals.
        events.add(.comes(index), at: now + interval(plan.perSecond))
    }

    private func interval(_ perSecond: Double) -> Duration {
        max(.microseconds(1), Duration.exponential(mean: .seconds(1 / perSecond), fraction: random.fraction()))
    }

    /// Takes commands in, until too many are unfinished; goes on at the half of it.
    func takeIn(_ replica: SimulatedReplica) {
        let window = scenario.relay.window
        guard !replica.isDraining, !replica.isStopping, !replica.owned.isEmpty else { return }
        if replica.isPaused, replica.unfinished > window / 2 { return }
        replica.isPaused = false
        // As much of each partition as a fetch brings.
        let fetch = 100
        var isMore = true
        while isMore {
            isMore = false
            for partition in replica.owned {
                let all = commands.partitions[partition]
                var position = replica.positions[partition] ?? 0
                let end = min(all.count, position + fetch)
                while position < end {
                    guard replica.unfinished < window else {
                        replica.positions[partition] = position
                        replica.isPaused = true
                        return
                    }
                    let command = all[position]
                    position += 1
                    guard !commands.hasEnded(command) else { continue }
                    replica.scheduler.add(command, key: Int(commands.keys[command]))
                    replica.unfinished += 1
                }
                replica.positions[partition] = position
                if position < all.count { isMore = true }
            }
        }
    }

    private func announceChanges() {
        for change in scenario.feishu.changes {
            events.add(.changes("limits \(Self.text(change.limit))"), at: change.from)
            events.add(.changes("limits \(Self.text(scenario.feishu.limit(at: change.to)))"), at: change.to)
        }
        for fault in scenario.faults {
            let scope =
                (fault.share < 100 ? " \(Int(fault.share)) %" : "") + (fault.keys > 0 ? " of \(fault.keys) keys" : "")
            events.add(.changes("\(fault.kind.rawValue)\(scope) begins"), at: fault.from)
            events.add(.changes("\(fault.kind.rawValue) ends"), at: fault.to)
        }
    }

    private static func text(_ limit: RateLimit) -> String { "\(limit.perSecond)/s \(limit.perMinute)/min" }
}
