import Synchronization

/// Collects what happens, from any thread, and lets a test wait for it.
final class Recorder<Element: Sendable>: Sendable {
    private struct Waiter {
        var condition: @Sendable ([Element]) -> Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var elements: [Element] = []
        var waiters: [Int: Waiter] = [:]
        var cancelled: Set<Int> = []
        var lastID = 0
    }

    private let state = Mutex(State())

    var elements: [Element] { state.withLock { $0.elements } }

    func append(_ element: Element) {
        let reached = state.withLock { state -> [Waiter] in
            state.elements.append(element)
            let reached = state.waiters.filter { $0.value.condition(state.elements) }
            for id in reached.keys { state.waiters.removeValue(forKey: id) }
            return Array(reached.values)
        }
        for waiter in reached { waiter.continuation.resume() }
    }

    /// Returns when the condition holds; earlier only when the test's time is over.
    @discardableResult
    func wait(until condition: @escaping @Sendable ([Element]) -> Bool) async -> [Element] {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let mustWait = state.withLock { state in
                    if condition(state.elements) || state.cancelled.contains(id) { return false }
                    state.waiters[id] = Waiter(condition: condition, continuation: continuation)
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.cancelled.insert(id)
                return state.waiters.removeValue(forKey: id)
            }
            waiter?.continuation.resume()
        }
        return elements
    }

    /// The first element that `pick` makes something of.
    func first<Picked: Sendable>(_ pick: @escaping @Sendable (Element) -> Picked?) async -> Picked? {
        await wait { $0.contains { pick($0) != nil } }.lazy.compactMap(pick).first
    }
}
