import ApprovalContract
public import Observability

/// The relay's metrics (docs/operations.md lists them). Labels are closed sets: never a key, an id or an offset.
public struct RelayMetrics: Sendable {
    let events: MetricFamily<Counter>
    let commands: MetricFamily<Counter>
    let outcomes: MetricFamily<Counter>
    let calls: MetricFamily<Counter>
    let callSeconds: MetricFamily<Histogram>
    let processSeconds: MetricFamily<Histogram>
    let waiting: MetricFamily<Gauge>
    let running: MetricFamily<Gauge>
    let lag: MetricFamily<Gauge>
    let oldestSeconds: MetricFamily<Gauge>
    let commits: MetricFamily<Counter>
    let blocked: MetricFamily<Gauge>
    let held: MetricFamily<Gauge>
    let parked: Gauge
    let parkedTotal: MetricFamily<Counter>
    let quotaPart: MetricFamily<Gauge>
    let quotaSpent: MetricFamily<Gauge>
    let callsWaiting: MetricFamily<Gauge>
    let rebalances: MetricFamily<Counter>
    let repeats: MetricFamily<Counter>
    let syncDoubts: MetricFamily<Counter>
    let syncConfirmations: MetricFamily<Counter>
    let foreignReceipts: Counter
    let expiredReceipts: Counter
    let receipts: MetricFamily<Gauge>
    let recordsGone: MetricFamily<Counter>
    let dryRun: Gauge

    public init(_ registry: MetricsRegistry) throws(MetricsError) {
        events = try registry.counters(
            "approval_relay_events_total", help: "Events by what routing made of them.", labels: ["route"])
        commands = try registry.counters(
            "approval_relay_commands_total", help: "Commands that routing made, by kind.", labels: ["kind"])
        outcomes = try registry.counters(
            "approval_relay_outcomes_total", help: "Commands that execution finished, by kind and outcome.",
            labels: ["kind", "outcome"])
        calls = try registry.counters(
            "approval_relay_feishu_calls_total", help: "Calls to Feishu, by app, API and class of the answer.",
            labels: ["app", "api", "class"])
        callSeconds = try registry.histograms(
            "http_client_request_duration_seconds", help: "Time from a call's start to the end of its answer.",
            labels: ["api"])
        processSeconds = try registry.histograms(
            "messaging_process_duration_seconds",
            help: "Time from a record's timestamp to its last outcome in Kafka, by stage.", labels: ["stage"],
            buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200])
        waiting = try registry.gauges(
            "approval_relay_waiting", help: "Records taken in and not finished, by stage.", labels: ["stage"])
        running = try registry.gauges(
            "approval_relay_running", help: "Commands that are being carried out.", labels: ["stage"])
        lag = try registry.gauges(
            "approval_relay_lag", help: "Records between the committed offset and the end, by topic.",
            labels: ["topic"])
        oldestSeconds = try registry.gauges(
            "approval_relay_oldest_unfinished_seconds",
            help: "Age of the oldest record that is not finished, by stage.", labels: ["stage"])
        commits = try registry.counters(
            "approval_relay_commits_total", help: "Offset commits, by stage and whether the group took them.",
            labels: ["stage", "result"])
        blocked = try registry.gauges(
            "approval_relay_outputs_blocked", help: "Records that a topic refuses and that wait for it, by stage.",
            labels: ["stage"])
        held = try registry.gauges(
            "approval_relay_held", help: "1 while calls of an app and API are held back, by reason.",
            labels: ["app", "api", "reason"])
        parked = try registry.gauges(
            "approval_relay_parked",
            help: "Commands in the parked topic that are not done, of the process's partitions.",
            labels: []
        ).with()
        parkedTotal = try registry.counters(
            "approval_relay_parked_total", help: "Commands set aside in the parked topic, by reason.",
            labels: ["reason"])
        quotaPart = try registry.gauges(
            "approval_relay_quota_part",
            help: "Calls in a window that are this process's own part of the group's quota, by app and API.",
            labels: ["app", "api", "window"])
        quotaSpent = try registry.gauges(
            "approval_relay_quota_spent",
            help: "Calls of the last minute that count on this process's part, by app and API.", labels: ["app", "api"])
        callsWaiting = try registry.gauges(
            "approval_relay_calls_waiting",
            help: "Commands that wait for their call of an app and API: for quota, a hold or an outage's end.",
            labels: ["app", "api", "priority"])
        rebalances = try registry.counters(
            "approval_relay_rebalances_total", help: "Rebalances, by stage and kind.", labels: ["stage", "kind"])
        repeats = try registry.counters(
            "approval_relay_repeats_total",
            help:
                "Commands that had been carried out before: answered from the receipt, or as older than what is done.",
            labels: ["how"])
        syncDoubts = try registry.counters(
            "approval_relay_sync_doubts_total",
            help:
                "Syncs that Feishu may have dropped in silence, and samples of the others, by why they are asked about.",
            labels: ["reason"])
        syncConfirmations = try registry.counters(
            "approval_relay_sync_confirmations_total",
            help:
                "Approvals whose syncs were asked about: confirmed, dropped, repaired, lost for good, or not asked.",
            labels: ["app", "result"])
        foreignReceipts = try registry.counters(
            "approval_relay_foreign_receipts_total",
            help: "Receipts that a former owner wrote too late; ignored, and their keys written anew.", labels: []
        ).with()
        expiredReceipts = try registry.counters(
            "approval_relay_expired_receipts_total", help: "Receipts removed after execute.receipt_retention.",
            labels: []
        ).with()
        receipts = try registry.gauges(
            "approval_relay_receipts", help: "Receipts in memory.", labels: ["stage"])
        recordsGone = try registry.counters(
            "approval_relay_records_gone_total",
            help: "Records that were deleted before they were read, by stage: retention was shorter than the backlog.",
            labels: ["stage"])
        dryRun = try registry.gauges(
            "approval_relay_dry_run", help: "1 in a dry run, which calls nothing; else 0.", labels: []
        ).with()
    }
}
