extension ScenarioField {
    private static let times: ClosedRange<Duration> = .zero ... .seconds(7200)
    private static let waits: ClosedRange<Duration> = .zero ... .seconds(60)
    private static let limits = 0...100_000

    /// Every field there is, in the order of the reference.
    public static let all: [ScenarioField] =
        file + relay + group + feishu + work + faults + steps
        + [ScenarioField("expect", .section, "What must come out; without it nothing is judged.")]
        + Metric.allCases.map { ScenarioField("expect.\($0.rawValue)", .range($0.unit), $0.meaning) }

    private static let file: [ScenarioField] = [
        .init("title", .text(200), isRequired: true, "What the scenario shows, in a sentence."),
        .init("duration", .duration(.seconds(1) ... .seconds(7200)), "1m", "How long it runs, on simulated time."),
        .init("seed", .integer(0...Int.max), "1", "Chooses all that is random; `--seed` wins over it."),
        .init("partitions", .integer(1...1000), "12", "Of the lane's topic: `topics.partitions`."),
        .init("replicas", .integer(1...100), "1", "Processes at the beginning, r1, r2 and so on."),
    ]

    private static let relay: [ScenarioField] = [
        .init("relay", .section, "What the relay is told (configuration.md)."),
        .init("relay.per_second", .integer(limits), "50", "`quota.per_second`: calls a second; 0 for no limit."),
        .init("relay.per_minute", .integer(limits), "1000", "`quota.per_minute`: calls a minute; 0 for no limit."),
        .init("relay.concurrency", .integer(1...4096), "64", "`execute.concurrency`: calls of a process in flight."),
        .init("relay.window", .integer(1...100_000), "8192", "`execute.window`: commands of a process taken in."),
        .init(
            "relay.request_timeout", .duration(.milliseconds(100) ... .seconds(600)), "15s",
            "`feishu.request_timeout`: a call takes no longer."),
        .init("relay.retry", .section, "`execute.retry`: when a failed call is tried again."),
        .init("relay.retry.attempts", .integer(1...1000), "10", "Calls in all."),
        .init("relay.retry.age", .duration(.seconds(1) ... .seconds(86_400)), "1h", "From the first failure."),
        .init("relay.retry.base", .duration(.milliseconds(1) ... .seconds(60)), "500ms", "The first wait, at most."),
        .init("relay.retry.cap", .duration(.milliseconds(1) ... .seconds(3600)), "1m", "The longest wait."),
    ]

    private static let group: [ScenarioField] = [
        .init("group", .section, "The consumer group and the control topic."),
        .init(
            "group.session_timeout", .duration(.seconds(1) ... .seconds(1800)), "45s",
            "`kafka.session_timeout`: so long after its death a process is missed."),
        .init("group.heartbeat", .duration(waits), "3s", "A member learns of a rebalance within this time."),
        .init(
            "group.drain", .duration(.milliseconds(100) ... .seconds(1800)), "20s",
            "`shutdown.drain`: calls under way have so long when partitions are given up."),
        .init(
            "group.take_up", .duration(waits), "300ms",
            "From an assignment until commits and receipts of its partitions are read."),
        .init(
            "group.control_delay", .delay(waits), "10ms",
            "From writing a record of the control topic until all have read it."),
    ]

    private static let feishu: [ScenarioField] = [
        .init("feishu", .section, "How Feishu behaves."),
        .init(
            "feishu.per_second", .integer(limits), "as `relay.per_second`", "What it admits a second; 0 for no limit."),
        .init(
            "feishu.per_minute", .integer(limits), "as `relay.per_minute`", "What it admits a minute; 0 for no limit."),
        .init(
            "feishu.counts", .choice(["sliding", "fixed"]), "sliding",
            "Which windows it counts by: any second and minute, or those that begin with the first call after the last one ended."
        ),
        .init("feishu.status", .choice(["429", "400"]), "429", "HTTP status of its code 99991400."),
        .init(
            "feishu.reset", .choice(["whole", "fractional", "missing", "zero"]), "whole",
            "What `x-ogw-ratelimit-reset` says: the wait in whole seconds, rounded up, or in milliseconds; no header; or 0."
        ),
        .init(
            "feishu.latency", .delay(.zero ... .seconds(600)), "{min: 30ms, median: 60ms, p99: 400ms}",
            "From a call's start to its answer."),
        .init("feishu.changes", .list, "Other limits for a time, of which the relay isn't told."),
        .init("feishu.changes[].from", .duration(times), isRequired: true, "When they begin."),
        .init("feishu.changes[].to", .duration(times), isRequired: true, "When they end."),
        .init("feishu.changes[].per_second", .integer(limits), "as `feishu.per_second`", "Meanwhile; 0 for no limit."),
        .init("feishu.changes[].per_minute", .integer(limits), "as `feishu.per_minute`", "Meanwhile; 0 for no limit."),
    ]

    private static let work: [ScenarioField] = [
        .init("work", .section, "What there is to do: at least one of `backlog` and `arrivals`."),
        .init(
            "work.keys", .integer(1...100_000), "1000",
            "Approvals. Key *k* lies in the partition *k* mod `partitions`; its commands run one at a time, in order."),
        .init("work.backlog", .backlog, "Commands that wait at the beginning: how many, or a list."),
        .init("work.backlog[].commands", .integer(0...Scenario.maximumCommands), isRequired: true, "How many."),
        .init("work.backlog[].partitions", .integers(0...999), "all", "Where they lie, in equal parts."),
        .init("work.arrivals", .list, "Commands that come."),
        .init("work.arrivals[].per_second", .number(0.001...1000), isRequired: true, "On average, at random times."),
        .init("work.arrivals[].from", .duration(times), "0s", "When the first ones come."),
        .init("work.arrivals[].to", .duration(times), "the end", "When no more come."),
        .init("work.arrivals[].hot_key_percent", .number(0...100), "0", "So many of them are for key 0."),
    ]

    private static let faults: [ScenarioField] = [
        .init("faults", .list, "What goes wrong with calls for a time."),
        .init(
            "faults[].kind", .choice(Fault.Kind.allCases.map(\.rawValue)), isRequired: true,
            "`refused`: no connection. `stall`: no answer. `error`: a status of 500 or more. `throttle`: code 99991400, whatever the "
                + "limits. `invalid`: the record is refused for good."),
        .init("faults[].from", .duration(times), isRequired: true, "When it begins."),
        .init("faults[].to", .duration(times), isRequired: true, "When it ends."),
        .init("faults[].percent", .number(0...100), "100", "Of the calls that it hits."),
        .init("faults[].keys", .integer(0...100_000), "0", "Only the first so many keys are hit; 0 for all."),
        .init("faults[].status", .integer(400...599), "503, throttle: 429", "HTTP status of `error` and `throttle`."),
        .init("faults[].reset", .duration(times), "no header", "What a `throttle` says in `x-ogw-ratelimit-reset`."),
    ]

    private static let steps: [ScenarioField] = [
        .init("steps", .list, "What happens to the processes: `at`, and one of the others."),
        .init("steps[].at", .duration(times), isRequired: true, "When."),
        .init("steps[].kill", .integer(1...1000), "The process of that number dies without a word."),
        .init("steps[].stop", .integer(1...1000), "The process of that number ends in good order."),
        .init("steps[].add", .integer(1...100), "So many processes start."),
        .init("steps[].rebalance", .mark, "The group deals the partitions out anew."),
    ]
}
