@testable import Delivery

/// A breaker that remembers everything and looks all of it through for each answer.
struct BreakerModel {
    enum Kind: Hashable {
        case success
        case failure(nothingWasSent: Bool)
        case answer, closing
    }

    var history: [(kind: Kind, key: String, at: Duration)] = []
    var state = CallBreaker.State.closed
    /// Where in the history the state began, and when.
    var since = (index: 0, at: Duration.zero)
    /// Where the breaker last opened from closed.
    var episode = 0
    /// Failures that counted when they happened, or later.
    var counted: Set<Int> = []

    private func isFailure(_ kind: Kind) -> Bool {
        if case .failure = kind { true } else { false }
    }

    private var failingKeys: Set<String> {
        var keys: Set<String> = []
        for entry in history.reversed() {
            if entry.kind == .success { break }
            if isFailure(entry.kind) { keys.insert(entry.key) }
        }
        return keys
    }

    private var unsentInARow: Int {
        var count = 0
        for entry in history.reversed() where entry.kind != .closing {
            guard entry.kind == .failure(nothingWasSent: true) else { break }
            count += 1
        }
        return count
    }

    /// The key's last failure while the breaker wasn't closed, unless the key has succeeded since.
    private func lastFailure(_ key: String, before end: Int) -> Int? {
        for index in stride(from: end - 1, through: episode, by: -1) where history[index].key == key {
            if history[index].kind == .success { return nil }
            if history[index].kind == .failure(nothingWasSent: false) { return index }
        }
        return nil
    }

    private mutating func enter(_ next: CallBreaker.State, at now: Duration) {
        state = next
        since = (history.count, now)
        if next == .closed { history.append((.closing, "", now)) }
    }

    mutating func lapse(at now: Duration) {
        if state == .halfOpen, now >= since.at + CallBreaker.ramp { enter(.closed, at: now) }
    }

    mutating func succeeded(_ key: String, at now: Duration) {
        history.append((.success, key, now))
        switch state {
        case .closed: break
        case .open: enter(.halfOpen, at: now)
        case .halfOpen:
            let count = history[since.index...].filter { $0.kind == .success }.count
            if count >= CallBreaker.successesToClose { enter(.closed, at: now) }
            lapse(at: now)
        }
    }

    /// Attempts that count.
    mutating func failed(_ key: String, _ nothingWasSent: Bool, at now: Duration) -> Int {
        let attempts = judge(key, nothingWasSent, at: now)
        if attempts > 0 { counted.insert(history.lastIndex { $0.kind != .closing } ?? 0) }
        return attempts
    }

    private mutating func judge(_ key: String, _ nothingWasSent: Bool, at now: Duration) -> Int {
        lapse(at: now)
        let before = history.count
        history.append((.failure(nothingWasSent: nothingWasSent), key, now))
        switch state {
        case .closed:
            guard failingKeys.count >= 3 || unsentInARow >= 3 else { return nothingWasSent ? 0 : 1 }
            episode = history.count - 1
            enter(.open, at: now)
            since.index = episode
            return 0
        case .open:
            let keys = Set(history[since.index...].filter { $0.kind == .failure(nothingWasSent: false) }.map(\.key))
            return !nothingWasSent && now - since.at >= CallBreaker.patience && keys.count < CallBreaker.crowd ? 1 : 0
        case .halfOpen:
            let last = lastFailure(key, before: before)
            let successes = history[since.index...].filter { $0.kind == .success }.count
            guard failingKeys.count < 2, successes > 0 || last != nil else {
                enter(.open, at: now)
                since.index = history.count - 1
                return 0
            }
            guard !nothingWasSent else { return 0 }
            let isCharged =
                last.map { last in
                    !counted.contains(last)
                        && history[(last + 1)...].contains {
                            $0.kind == .success && $0.at - history[last].at <= CallBreaker.recency
                        }
                } ?? false
            return isCharged ? 2 : 1
        }
    }
}
