import ApprovalContract
import Delivery
import ScheduleSupport

/// A group of processes that share a quota, with a control topic between them and a Feishu that counts strictly: any second and any
/// minute that ends with an arrival. Time goes in steps; everything that takes time takes some of them.
struct QuotaGroupModel {
    static let step = Duration.milliseconds(50)
    static let key = QuotaKey(app: "a", api: "instance.sync", lane: .instance)

    struct Shape {
        var partitions = 6
        var processes = 3
        var limit = QuotaLimit(perSecond: 10, perMinute: 60)
        /// Longest way of a call to Feishu, and back, in steps.
        var way = 3
        /// Longest delay of a control record, in steps.
        var controlDelay = 3
        /// One of so many steps begins a rebalance; 0 for none.
        var rebalanceOneIn = 0
        /// One of so many steps kills a process; 0 for none.
        var killOneIn = 0
        /// Which processes have work at all; nil for all of them.
        var busy: Set<Int>?
        /// Whether a process has so much waiting that it never ends.
        var isEndless = true
    }

    private struct Call {
        var process: Int
        var life: Int
        var grant: QuotaGrant
        var arrives: Int
        var answered: Int
        var hasArrived = false
    }

    private struct Process {
        var exchange: QuotaExchange
        var life: Int
        var isAlive = true
        /// Its clock began this much before the model's.
        var offset: Duration
        /// How far it has read the control topic.
        var read = 0
        /// When it is ready to take over, and what.
        var starting: (at: Int, partitions: [Int32])?
        /// What it is to own when its marker has been read.
        var pending: (number: Int, partitions: [Int32])?
        var owned: [Int32] = []
        var canStart = false
        /// Reports on their way into the topic.
        var acknowledgements: [(number: Int, at: Int)] = []
    }

    private enum Phase {
        case steady
        /// Partitions are given up; they are given out again then.
        case releasing(until: Int)
    }

    let shape: Shape
    private var random: SeededGenerator
    private var now = 0
    private var processes: [Process] = []
    private var log: [(from: String, report: QuotaReport, visible: Int)] = []
    private var calls: [Call] = []
    private var phase = Phase.steady
    private var lives = 0
    /// Steps of arrivals at Feishu.
    private(set) var arrivals: [Int] = []
    private(set) var lent = 0
    private(set) var borrowedCalls = 0
    /// For a model that must fail: former owners' calls are forgotten.
    var forgetsOnTakeOver = false

    init(_ shape: Shape, random: SeededGenerator) {
        self.shape = shape
        self.random = random
        for _ in 0..<shape.processes { processes.append(newProcess()) }
        assign()
    }

    private mutating func newProcess() -> Process {
        lives += 1
        var process = Process(
            exchange: QuotaExchange(
                incarnation: "p\(lives)", partitionCount: shape.partitions, limits: [Self.key: shape.limit]),
            life: lives, offset: .seconds(random.below(1000)))
        // A new process reads everything that is there before it does anything.
        while process.read < log.count, log[process.read].visible <= now { readOne(&process) }
        return process
    }

    private func clock(_ process: Process) -> Duration { process.offset + Self.step * now }

    private func readOne(_ process: inout Process) {
        let entry = log[process.read]
        process.read += 1
        if !forgetsOnTakeOver || entry.from == process.exchange.incarnation || !entry.report.loans.isEmpty {
            process.exchange.received(entry.report, from: entry.from, at: clock(process))
        }
        if let pending = process.pending, entry.from == process.exchange.incarnation,
            entry.report.number >= pending.number
        {
            process.pending = nil
            process.owned = pending.partitions
            process.exchange.take([.instance: pending.partitions], at: clock(process))
        }
    }

    private mutating func publish(_ report: QuotaReport, _ index: Int) {
        lent += report.loans.reduce(0) { $0 + $1.calls }
        let visible = max(now + 1 + random.below(shape.controlDelay), log.last?.visible ?? 0)
        log.append((processes[index].exchange.incarnation, report, visible))
        processes[index].acknowledgements.append((report.number, visible))
    }

    /// Deals the partitions out to those who live, at random.
    private mutating func assign() {
        let alive = processes.indices.filter { processes[$0].isAlive }
        guard !alive.isEmpty else { return }
        var shares = [Int: [Int32]]()
        for partition in 0..<shape.partitions {
            let owner =
                shape.rebalanceOneIn == 0 && shape.killOneIn == 0
                ? alive[partition * alive.count / shape.partitions] : alive[random.below(alive.count)]
            shares[owner, default: []].append(Int32(partition))
        }
        // One may be ready long after another has begun to call.
        for index in alive {
            processes[index].starting = (now + (random.one(in: 2) ? 0 : random.below(150)), shares[index] ?? [])
            start(index)
        }
    }

    /// Writes what must come back before a process may take over.
    private mutating func start(_ index: Int) {
        guard let starting = processes[index].starting, starting.at <= now else { return }
        processes[index].starting = nil
        let time = clock(processes[index])
        let report = processes[index].exchange.makeReport(waiting: [:], at: time)
        processes[index].pending = (report.number, starting.partitions)
        publish(report, index)
    }

    mutating func advance() {
        now += 1
        for index in calls.indices where !calls[index].hasArrived && calls[index].arrives <= now {
            calls[index].hasArrived = true
            arrivals.append(now)
        }
        for call in calls where call.answered <= now && processes[call.process].life == call.life {
            let time = clock(processes[call.process])
            processes[call.process].exchange.end(call.grant, Self.key, at: time)
        }
        calls.removeAll { $0.answered <= now }
        for index in processes.indices where processes[index].isAlive { turn(index) }
        rebalance()
    }

    private mutating func turn(_ index: Int) {
        while processes[index].read < log.count, log[processes[index].read].visible <= now {
            var process = processes[index]
            readOne(&process)
            processes[index] = process
        }
        let time = clock(processes[index])
        for one in processes[index].acknowledgements where one.at <= now {
            processes[index].exchange.acknowledged(one.number)
        }
        processes[index].acknowledgements.removeAll { $0.at <= now }
        guard case .steady = phase else { return }
        start(index)
        guard processes[index].pending == nil, processes[index].starting == nil else { return }
        var waiting = 0
        if shape.busy?.contains(index) ?? true, shape.isEndless || random.one(in: 4) {
            waiting = 100
            loop: while waiting > 0 {
                switch processes[index].exchange.admit(Self.key, at: time) {
                case .now(let grant):
                    waiting -= 1
                    if random.one(in: 50) {
                        processes[index].exchange.cancel(grant, Self.key, at: time)
                        continue
                    }
                    if grant != .own { borrowedCalls += 1 }
                    let arrives = now + random.below(shape.way + 1)
                    calls.append(
                        Call(
                            process: index, life: processes[index].life, grant: grant, arrives: arrives,
                            answered: arrives + random.below(shape.way + 1)))
                case .after, .later, .afterReport: break loop
                }
                if !shape.isEndless { break }
            }
        }
        if processes[index].exchange.isReportDue(at: time) {
            let report = processes[index].exchange.makeReport(
                waiting: shape.isEndless && waiting > 0 ? [Self.key: waiting] : [:], at: time)
            publish(report, index)
        }
    }

    private mutating func rebalance() {
        switch phase {
        case .releasing(let until):
            guard now >= until else { return }
            phase = .steady
            assign()
        case .steady:
            if shape.killOneIn > 0, random.one(in: shape.killOneIn) {
                // Its session takes a while to end. A call that it made last may still be on its way.
                let index = random.below(processes.count)
                let life = processes[index].life
                processes[index].isAlive = false
                calls = calls.map { call in
                    var call = call
                    if call.life == life { call.process = index }
                    return call
                }
                for other in processes.indices where processes[other].isAlive { release(other) }
                processes[index] = newProcess()
                phase = .releasing(until: now + 120)
            } else if shape.rebalanceOneIn > 0, random.one(in: shape.rebalanceOneIn) {
                for index in processes.indices { release(index) }
                phase = .releasing(until: now + 1 + random.below(40))
            }
        }
    }

    private mutating func release(_ index: Int) {
        let isDrained = !calls.contains { $0.life == processes[index].life }
        processes[index].pending = nil
        processes[index].starting = nil
        let time = clock(processes[index])
        // One whose partitions were taken away without a word says nothing.
        if random.one(in: 10) {
            processes[index].exchange.lose()
        } else {
            let report = processes[index].exchange.release(isDrained: isDrained, at: time)
            publish(report, index)
        }
    }

    /// What Feishu would have refused, if anything.
    func excess() -> String? {
        for (window, limit, name) in [
            (Duration.seconds(1), shape.limit.perSecond, "second"), (.seconds(60), shape.limit.perMinute, "minute"),
        ] {
            guard let limit else { continue }
            let steps = Int(window / Self.step)
            var head = 0
            for (index, at) in arrivals.enumerated() {
                while arrivals[head] <= at - steps { head += 1 }
                if index - head + 1 > limit {
                    return "\(index - head + 1) calls in the \(name) that ends at step \(at), of \(limit)"
                }
            }
        }
        return nil
    }
}
