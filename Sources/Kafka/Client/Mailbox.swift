import Synchronization

/// Hands elements from many threads to one, in batches.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    /// - Returns: whether the reader has to be woken: it had nothing to do.
    func post(_ element: Element) -> Bool {
        state.withLock { state in
            if state.isClosed { return false }
            state.elements.append(element)
            return state.elements.count == 1
        }
    }

    /// Everything posted since, in order.
    func take() -> [Element] {
        state.withLock { state in
            defer { state.elements = [] }
            return state.elements
        }
    }

    /// What is posted from now on is dropped.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.elements = []
        }
    }
}
