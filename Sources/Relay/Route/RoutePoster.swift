import Synchronization

/// Joins the route stage to its consumer, which makes it: what comes before it is connected is kept.
final class RoutePoster: Sendable {
    /// Holds the closure: one that is kept in a `Mutex` itself is wrapped once more at each access, without end.
    private final class Target: Sendable {
        let call: @Sendable (RouteMessage) -> Void

        init(_ call: @escaping @Sendable (RouteMessage) -> Void) { self.call = call }
    }

    private struct State {
        var target: Target?
        var early: [RouteMessage] = []
    }

    private let state = Mutex(State())

    func connect(_ target: @escaping @Sendable (RouteMessage) -> Void) {
        let target = Target(target)
        let early = state.withLock { state in
            state.target = target
            defer { state.early = [] }
            return state.early
        }
        for message in early { target.call(message) }
    }

    func post(_ message: RouteMessage) {
        let target = state.withLock { state in
            if state.target == nil { state.early.append(message) }
            return state.target
        }
        target?.call(message)
    }
}
