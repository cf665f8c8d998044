import Synchronization

/// A value that other threads change, and that tests wait for.
final class Watched<Value: Sendable>: Sendable {
    private struct Waiter {
        var isEnough: @Sendable (Value) -> Bool
        var continuation: CheckedContinuation<Value, any Error>
    }

    private struct State {
        var value: Value
        var waiters: [Int: Waiter] = [:]
        var cancelled: Set<Int> = []
        var next = 0
    }

    private let state: Mutex<State>

    init(_ value: sending Value) { state = Mutex(State(value: value)) }

    var value: Value { state.withLock { $0.value } }

    func update(_ change: (inout Value) -> Void) {
        let (value, ready) = state.withLock { state in
            change(&state.value)
            let value = state.value
            let ready = state.waiters.filter { $0.value.isEnough(value) }
            for id in ready.keys { state.waiters[id] = nil }
            return (value, ready.map(\.value.continuation))
        }
        for continuation in ready { continuation.resume(returning: value) }
    }

    /// The value as soon as the condition holds of it.
    ///
    /// - Throws: `CancellationError`, so that a test that waits in vain ends at its time limit.
    func wait(until isEnough: @escaping @Sendable (Value) -> Bool) async throws -> Value {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Value, any Error>? = state.withLock { state in
                    if isEnough(state.value) { return .success(state.value) }
                    if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
                    state.waiters[id] = Waiter(isEnough: isEnough, continuation: continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                let waiter = state.waiters.removeValue(forKey: id)
                if waiter == nil { state.cancelled.insert(id) }
                return waiter
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }
}
