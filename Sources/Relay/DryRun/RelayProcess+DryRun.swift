import Kafka
import Observability

/// A relay that says what it would do.
extension RelayProcess {
    /// Starts routing by a group of its own, so that nothing is taken from the groups of a relay that runs, nor committed for them. The
    /// control topic isn't read, and no client for Feishu is made.
    func startDryRun() async throws {
        let topic = settings.dryRunTopic
        try await prepareDryRunTopics()
        try Task.checkCancellation()
        try startRoute(.none)
        metrics.dryRun.set(1)
        readiness.set(
            "dry_run", isReady: true, "this is a dry run: nothing is called at Feishu, and only \(topic) is written to")
        log.warning(
            "this is a dry run: events are judged and routed, and nothing is called at Feishu",
            [
                "version": .string(RelayVersion.current), "group": .string(routeGroup), "answers": .string(topic),
                "events": .string(settings.topics.events.joined(separator: ", ")),
            ])
    }
}
