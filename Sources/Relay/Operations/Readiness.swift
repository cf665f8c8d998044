import Synchronization

/// What keeps the process from being ready, by name; empty when it is. Any thread.
public final class Readiness: Sendable {
    public struct Check: Sendable, Hashable {
        public var isReady: Bool
        /// What is the matter and what to do, or what is well.
        public var detail: String
    }

    private let checks = Mutex<[String: Check]>([:])

    public init() {}

    public func set(_ name: String, isReady: Bool, _ detail: String) {
        checks.withLock { $0[name] = Check(isReady: isReady, detail: detail) }
    }

    public func remove(_ name: String) {
        checks.withLock { $0[name] = nil }
    }

    /// All checks, sorted by name.
    public var all: [(name: String, check: Check)] {
        checks.withLock { $0 }.sorted { $0.key < $1.key }.map { (name: $0.key, check: $0.value) }
    }

    public var isReady: Bool { checks.withLock { $0.values.allSatisfy(\.isReady) } }
}
