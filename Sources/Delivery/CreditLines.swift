/// Definitions that pause since Feishu refused too many of their commands (``DeadLetterCredit``), with those who wait for credit.
///
/// While a definition pauses, as many of its commands go on as there is credit, in the order in which they came: each may be refused and
/// set aside, or succeed and bring credit for one more. So a definition that works again is soon at full speed, and one that doesn't
/// costs no more dead letters than its credit. The pause ends when nobody waits any more. Pure: the time is an argument.
public struct CreditLines {
    public typealias Subject = DeadLetterCredit.Subject

    private struct Line {
        var waiters = FIFO<Int>()
        /// Those that were let go on and have not ended.
        var underWay = 0
    }

    private var credit: DeadLetterCredit
    private var lines: [Subject: Line] = [:]

    public init(burst: Int, interval: Duration) { credit = DeadLetterCredit(burst: burst, interval: interval) }

    public var paused: [Subject] { Array(lines.keys) }

    /// All that wait.
    public var waiters: [Int] { lines.values.flatMap(\.waiters.elements) }

    /// Those that wait no more leave their lines.
    public mutating func removeWaiters(where matches: (Int) -> Bool) {
        for subject in paused { _ = lines[subject]?.waiters.remove(where: matches) }
    }

    public func isPaused(_ subject: Subject) -> Bool { lines[subject] != nil }

    public func waiting(_ subject: Subject) -> Int { lines[subject]?.waiters.count ?? 0 }

    /// Feishu refused a command of the subject.
    ///
    /// - Returns: whether it may be set aside; if not the subject pauses, and the command is to wait.
    public mutating func refused(_ subject: Subject, at now: Duration) -> Bool {
        if case .granted = credit.take(subject, at: now) { return true }
        if lines[subject] == nil { lines[subject] = Line() }
        return false
    }

    public mutating func succeeded(_ subject: Subject, at now: Duration) { credit.succeeded(subject, at: now) }

    /// A command waits for its turn, by a number that ``next(at:isWaiting:)`` gives back.
    public mutating func wait(_ subject: Subject, _ id: Int) { lines[subject, default: Line()].waiters.append(id) }

    /// One that was let go on has its answer, waits again, or was given up.
    public mutating func ended(_ subject: Subject) {
        guard let line = lines[subject] else { return }
        lines[subject]?.underWay = max(0, line.underWay - 1)
    }

    /// An operator has looked.
    public mutating func release(where matches: (Subject) -> Bool, at now: Duration) {
        for subject in lines.keys where matches(subject) { credit.release(subject, at: now) }
    }

    /// Who may go on now, and whose pause is over.
    ///
    /// - Parameter isWaiting: false for those that were given up meanwhile.
    public mutating func next(at now: Duration, isWaiting: (Int) -> Bool) -> (ready: [Int], over: [Subject]) {
        var ready: [Int] = []
        var over: [Subject] = []
        for (subject, known) in lines {
            var line = known
            let allowed = credit.credit(of: subject, at: now)
            while let id = line.waiters.first {
                let isThere = isWaiting(id)
                guard line.underWay < allowed || !isThere else { break }
                _ = line.waiters.popFirst()
                guard isThere else { continue }
                line.underWay += 1
                ready.append(id)
            }
            if line.waiters.isEmpty, line.underWay == 0, allowed > 0 {
                lines[subject] = nil
                over.append(subject)
            } else {
                lines[subject] = line
            }
        }
        return (ready, over)
    }
}
