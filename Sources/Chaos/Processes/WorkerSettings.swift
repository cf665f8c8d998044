/// How the workers of a run are set: everything short, so that much happens in little time. Durations in milliseconds.
struct WorkerSettings: Sendable {
    var sessionTimeout = 6000
    var requestTimeout = 2500
    var drain = 4000
    var deadline = 8000
    var attempts = 12
    /// Calls of each API, of all workers together.
    var quotaPerSecond = 3000
    /// Calls in flight at most, and so connections to Feishu that are kept.
    var concurrency = 32

    /// The longest that a stop may take: the deadline and what a busy machine adds.
    var patience: Duration { .milliseconds(deadline + 5000) }

    /// - Parameters:
    ///   - broker: through the proxy.
    ///   - feishu: host and port, through the proxy.
    func environment(broker: String, feishu: String, topics: RunTopics) -> [String: String] {
        [
            "KAFKA_BOOTSTRAP_SERVERS": broker,
            "KAFKA_GROUP_PREFIX": topics.prefix,
            "KAFKA_SESSION_TIMEOUT": "\(sessionTimeout)ms",
            "KAFKA_COMMIT_INTERVAL": "200ms",
            "KAFKA_PROPERTIES": "reconnect.backoff.max.ms=1000,topic.metadata.refresh.interval.ms=5000",
            // The others hear of a rebalance with their next heartbeat.
            "KAFKA_CONSUMER_PROPERTIES": "heartbeat.interval.ms=1000",
            "TOPICS_PREFIX": topics.prefix,
            "TOPICS_EVENTS": topics.events,
            "TOPICS_PARTITIONS": "\(topics.partitions)",
            "TOPICS_REPLY_ALLOWED": topics.replies,
            "FEISHU_BASE_URL": "http://\(feishu)",
            "FEISHU_APP_ID": "cli_simulator",
            "FEISHU_APP_SECRET": "simulator-secret",
            "FEISHU_REQUEST_TIMEOUT": "\(requestTimeout)ms",
            "FEISHU_CONNECT_TIMEOUT": "1s",
            // More than any load needs, and yet a limit: processes that come and go must share it.
            "QUOTA_PER_SECOND": "\(quotaPerSecond)",
            "QUOTA_PER_MINUTE": "\(quotaPerSecond * 40)",
            "EXECUTE_CONCURRENCY": "\(concurrency)",
            // What Feishu refuses is part of the load, and each must be set aside and answered before a run ends.
            "EXECUTE_DEAD_LETTER_CREDIT_BURST": "0",
            // A withdrawn permission comes back within seconds; meanwhile few wait, and the others are parked.
            "EXECUTE_HOLD_PROBE": "1s",
            "EXECUTE_PARK_BEYOND": "20",
            "EXECUTE_RETRY_ATTEMPTS": "\(attempts)",
            "EXECUTE_RETRY_BASE": "100ms",
            "EXECUTE_RETRY_CAP": "2s",
            "SHUTDOWN_DRAIN": "\(drain)ms",
            "SHUTDOWN_DEADLINE": "\(deadline)ms",
            "LOG_FORMAT": "json",
        ]
    }
}
