/// What happened in a run, in the order in which it happened.
public struct Trace: Sendable {
    /// How things stood at the end of a row's time.
    public struct Row: Sendable {
        public var waiting: Int
        public var inFlight: Int
    }

    /// Of the rows.
    public static let interval = Duration.seconds(1)

    public let seed: UInt64
    public private(set) var calls: [CallRecord] = []
    public private(set) var rows: [Row] = []
    public private(set) var notes: [(at: Duration, text: String)] = []
    /// From arrival to end of each command that ended, in the order of their ends.
    public private(set) var waits: [Duration] = []
    public private(set) var done = 0
    public private(set) var deadLetters = 0
    public private(set) var orderInversions = 0
    /// Waits that Feishu asked for: when a process heard of it, and when it is over.
    public private(set) var resets: [(told: Duration, end: Duration)] = []
    /// When the number of commands that are not over rose from zero, or fell to it.
    public private(set) var workChanges: [(at: Duration, isWork: Bool)] = []
    /// When the first came to wait before a process's gate, or the last one left.
    public private(set) var lineChanges: [(at: Duration, replica: Int, waits: Bool)] = []
    /// When a process began to take failures for an outage, or ceased to.
    public private(set) var outages: [(at: Duration, replica: Int, isOutage: Bool)] = []

    private var arrived = 0
    private var inFlight = 0
    private var lines: [Int: Int] = [:]
    private var inOutage: Set<Int> = []

    init(seed: UInt64) { self.seed = seed }

    /// Commands that came and are not over.
    public var unfinished: Int { arrived - done - deadLetters }

    mutating func note(_ text: String, at now: Duration) { notes.append((now, text)) }

    mutating func arrived(_ count: Int, at now: Duration) {
        if count > 0, unfinished == 0 { workChanges.append((now, true)) }
        arrived += count
    }

    mutating func finished(isApplied: Bool, after wait: Duration, at now: Duration) {
        if isApplied { done += 1 } else { deadLetters += 1 }
        waits.append(wait)
        if unfinished == 0 { workChanges.append((now, false)) }
    }

    mutating func started(_ call: SimulatedCall) {
        call.record = calls.count
        calls.append(CallRecord(replica: call.replica.number, start: call.start, isBorrowed: call.isBorrowed))
        inFlight += 1
    }

    mutating func arrived(_ call: SimulatedCall, at now: Duration) { calls[call.record].arrival = now }

    mutating func ended(_ call: SimulatedCall, at now: Duration) {
        inFlight -= 1
        calls[call.record].end = now
        calls[call.record].result = call.result
    }

    mutating func inverted() { orderInversions += 1 }

    mutating func throttled(for wait: Duration, at now: Duration) { resets.append((now, now + wait)) }

    mutating func outage(_ replica: SimulatedReplica, _ isOutage: Bool, at now: Duration) {
        guard inOutage.contains(replica.number) != isOutage else { return }
        if isOutage { inOutage.insert(replica.number) } else { inOutage.remove(replica.number) }
        outages.append((now, replica.number, isOutage))
    }

    mutating func waits(_ replica: SimulatedReplica, by change: Int, at now: Duration) {
        let before = lines[replica.number, default: 0]
        lines[replica.number] = before + change
        if before == 0 || before + change == 0 { lineChanges.append((now, replica.number, before == 0)) }
    }

    mutating func endRow(at now: Duration) { rows.append(Row(waiting: unfinished - inFlight, inFlight: inFlight)) }
}
