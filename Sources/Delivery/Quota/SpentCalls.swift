/// The calls of the last minute, as Feishu may have counted them.
///
/// Feishu counts a call somewhere between its start and its answer; when, nobody here can know. So a call counts from its start until a
/// window's length after its **end**. Then no window of Feishu's, wherever it begins, holds more calls than were let through here,
/// however unevenly the network delivers them. A limit that holds for every sliding window holds for each fixed one too.
///
/// Times may lie ahead: calls that another process may still make are entered at the last moment at which it may.
struct SpentCalls: Sendable {
    /// Beyond both windows, for what separates this clock's second from Feishu's.
    let margin: Duration
    private var entries: [(at: Duration, count: Int)] = []
    /// Entries before it are older than a minute.
    private var head = 0
    /// Entries before it are older than a second.
    private var secondHead = 0
    private var minuteSum = 0
    private var secondSum = 0
    private(set) var inFlight = 0

    init(margin: Duration) { self.margin = margin }

    /// Calls that a new one would share a second with.
    var inLastSecond: Int { inFlight + secondSum }
    /// Calls that a new one would share a minute with.
    var inLastMinute: Int { inFlight + minuteSum }

    mutating func start() { inFlight += 1 }

    /// A call that never left.
    mutating func cancel() { inFlight -= 1 }

    mutating func end(at now: Duration) {
        inFlight -= 1
        add(1, at: now)
    }

    /// Enters calls that ended, or will have ended, at a time that is no more than a second ago.
    mutating func add(_ count: Int, at time: Duration) {
        guard count > 0 else { return }
        minuteSum += count
        secondSum += count
        if let last = entries.last, head < entries.count, secondHead < entries.count, last.at == time {
            entries[entries.count - 1].count += count
            return
        }
        var place = entries.count
        while place > secondHead, entries[place - 1].at > time { place -= 1 }
        entries.insert((time, count), at: place)
    }

    mutating func advance(to now: Duration) {
        let minute = now - .seconds(60) - margin
        let second = now - .seconds(1) - margin
        while secondHead < entries.count, entries[secondHead].at <= second {
            secondSum -= entries[secondHead].count
            secondHead += 1
        }
        while head < secondHead, entries[head].at <= minute {
            minuteSum -= entries[head].count
            head += 1
        }
        if head >= 512 {
            entries.removeFirst(head)
            secondHead -= head
            head = 0
        }
    }

    /// When so many of the calls will have left the last second; `nil` if that depends on calls under way.
    func secondFrees(_ count: Int) -> Duration? { frees(count, from: secondHead).map { $0 + .seconds(1) + margin } }

    /// When so many of the calls will have left the last minute; `nil` if that depends on calls under way.
    func minuteFrees(_ count: Int) -> Duration? { frees(count, from: head).map { $0 + .seconds(60) + margin } }

    private func frees(_ count: Int, from first: Int) -> Duration? {
        var sum = 0
        for entry in entries[first...] {
            sum += entry.count
            if sum >= count { return entry.at }
        }
        return nil
    }

    /// Calls by their age in whole seconds, 0 to 60; those under way, and those ahead, are of age 0.
    func byAge(at now: Duration) -> [Int] {
        var ages = [Int](repeating: 0, count: QuotaReport.ages)
        for entry in entries[head...] {
            let age = now - entry.at
            ages[min(QuotaReport.ages - 1, Int(max(0, age.components.seconds)))] += entry.count
        }
        ages[0] += inFlight
        while ages.last == 0 { ages.removeLast() }
        return ages
    }

    /// Puts others in the place of all that ended; what is under way stays.
    ///
    /// - Parameter calls: in any order.
    mutating func replace(with calls: [(at: Duration, count: Int)], at now: Duration) {
        entries = calls.filter { $0.count > 0 }.sorted { $0.at < $1.at }
        head = 0
        secondHead = 0
        minuteSum = entries.reduce(0) { $0 + $1.count }
        secondSum = minuteSum
        advance(to: now)
    }
}
