import JSON
import Synchronization

/// The answers that came, by event.
final class DemoAnswers: Sendable {
    private struct State {
        var byEvent: [String: [String]] = [:]
        var count = 0
        var waiters: [(event: String, count: Int, continuation: CheckedContinuation<Bool, Never>, id: Int)] = []
        var nextID = 0
    }

    private let state = Mutex(State())

    /// Stands for an event that can't be read.
    private static let unreadable = "(unreadable)"

    var count: Int { state.withLock { $0.count } }

    func add(_ bytes: [UInt8]) {
        guard let root = try? JSONParser().parse(bytes), let data = root["data"] else { return }
        let event = data["event"]?["id"]?.stringValue ?? Self.unreadable
        let outcome = data["outcome"]?.stringValue ?? "?"
        var answer = "\(data["command"]?["kind"]?.stringValue ?? "event") \(outcome)"
        if outcome != "applied", let reason = data["reason"]?["code"]?.stringValue { answer += " \(reason)" }
        let ready = state.withLock { state in
            state.byEvent[event, default: []].append(answer)
            state.count += 1
            let byEvent = state.byEvent
            let ready = state.waiters.filter { (byEvent[$0.event]?.count ?? 0) >= $0.count }
            state.waiters.removeAll { (byEvent[$0.event]?.count ?? 0) >= $0.count }
            return ready
        }
        for waiter in ready { waiter.continuation.resume(returning: true) }
    }

    /// Whether as many answers as expected came in time.
    func wait(for answers: [String], of event: String, atMost limit: Duration) async -> Bool {
        let name = event
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let timer = Task {
            try? await Task.sleep(for: limit)
            let waiter = state.withLock { state in
                let waiter = state.waiters.first { $0.id == id }
                state.waiters.removeAll { $0.id == id }
                return waiter
            }
            waiter?.continuation.resume(returning: false)
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if (state.byEvent[name]?.count ?? 0) >= answers.count { return true }
                state.waiters.append((name, answers.count, continuation, id))
                return false
            }
            if isThere { continuation.resume(returning: true) }
        }
    }

    /// Where what came differs from what must come.
    func compare(with script: [DemoStep]) async -> [String] {
        let found = state.withLock { $0.byEvent }
        var mistakes: [String] = []
        for step in script {
            let answers = (found[step.id] ?? []).sorted()
            if answers != step.answers.sorted() {
                mistakes.append(
                    "\(step.title): expected \(step.answers.sorted().joined(separator: ", ")); found \(answers.joined(separator: ", "))"
                )
            }
        }
        return mistakes
    }
}
