import Observability

@testable import Relay

/// Another process of a harness's group, in the same test process.
final class SecondRelay: Sendable {
    let relay: RelayProcess
    let log = InMemoryLog(level: .debug)
    let registry = MetricsRegistry()

    init(of harness: RelayHarness) throws {
        relay = try RelayProcess(
            harness.settings, log: Logger("relay", log), registry: registry,
            whenFailed: { [failure = harness.failure] error in failure.update { $0 = $0 ?? error } })
    }

    /// Starts both, and waits until each has a part of the partitions.
    static func start(_ harness: RelayHarness, with second: SecondRelay) async throws {
        async let first: Void = harness.relay.start()
        async let other: Void = second.relay.start()
        _ = try await (first, other)
        let all = 7 * harness.settings.topics.partitions
        for relay in [harness.relay, second.relay] {
            try await poll(until: {
                let detail = relay.readiness.all.first { $0.name == "execute" }?.check.detail ?? ""
                return detail.split(separator: " ").first.flatMap { Int($0) }.map { (1..<all).contains($0) } ?? false
            })
        }
    }
}

/// Waits for something that nothing tells of.
///
/// - Throws: `CancellationError`, at the test's time limit.
func poll(until isTrue: () -> Bool) async throws {
    while !isTrue() { try await Task.sleep(for: .milliseconds(20)) }
}
