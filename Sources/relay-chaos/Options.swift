import Arguments
import Chaos

/// The command line of the harness.
enum Options {
    static let fault = Option<[String]>(
        "fault", .choice(FaultName.allCases.map(\.rawValue)), help: "A fault to run by itself; repeatable.")
    static let all = Flag("all", help: "Every fault by itself.")
    static let pairs = Option<Int>("pairs", .int(0...10_000), default: 0, help: "This many pairs drawn from the seed.")
    static let mix = Flag("mix", help: "All faults but swap-formats together, in steps of at most --step-events.")
    static let together = Flag("together", help: "All --fault at once in one step.")
    static let seconds = Option<Int>("seconds", .int(5...86_400), default: 60, help: "Of load in a step.")
    static let events = Option<Int?>("events", .int(1...1_000_000_000), help: "End the load after this many events.")
    static let stepEvents = Option<Int>(
        "step-events", .int(100...1_000_000), default: 20_000, help: "Events of one step of the mix.")
    static let seed = Option<[Int]>("seed", .int(0...Int.max), help: "Seeds, each a step of its own (default 1).")
    static let workers = Option<Int>("workers", .int(1...8), default: 3, help: "Relay processes.")
    static let partitions = Option<Int>("partitions", .int(1...12), default: 6, help: "Of every topic.")
    static let rate = Option<Int>("rate", .int(1...100_000), default: 100, help: "Events a second.")
    static let results = Option<String?>(
        "results", .path, help: "Append each step's result as a line of JSON; steps that are there are not run again.")
    static let bug = Option<String?>("bug", .string, help: "A seeded bug in every worker.")
    static let bugs = Flag(
        "bugs", help: "Each seeded bug under a fault that brings it to light; the run is good when each is caught.")
    static let drainBound = Option<Int>(
        "drain-bound", .int(5...3600), default: 90, help: "Seconds within which all must be answered after the load.")
    static let hook = Option<[String]>("hook", .string, help: "Another word for APPROVAL_RELAY_CHAOS of every worker.")
    static let program = Option<String>("program", .path, help: "The relay's program.")
    static let folder = Option<String>("folder", .path, default: "/tmp", help: "Where the run's folder is made.")
    static let keep = Flag("keep", help: "Keep the folders of sound steps too.")
    static let list = Flag("list", help: "Name the faults and end.")
    static let kafkaTool = Option<String?>(
        "kafka-tool", .path, environment: "KAFKA_TOOL", help: "Starts and stops a broker.")
    static let kafkaAddress = Option<String?>(
        "kafka", .string, environment: "KAFKA_BOOTSTRAP", help: "A broker that is there, host:port.")
    static let toxiproxy = Option<String?>(
        "toxiproxy", .path, environment: "TOXIPROXY", help: "toxiproxy-server, for faults of connections.")

    static let command = Command(
        "relay-chaos",
        summary:
            "Runs relay processes under faults, and judges from outside whether anything was lost, doubled or reordered.",
        discussion: """
            Each step has topics, a simulated Feishu and workers of its own on one real broker. docs/reliability.md says \
            what is done and counted.
            """,
        options: [
            fault, all, pairs, mix, together, seconds, events, stepEvents, seed, workers, partitions, rate, results,
            bug, bugs, drainBound,
            hook, program, folder, keep, list, kafkaTool, kafkaAddress, toxiproxy,
        ],
        exitCodes: [.ok, .usage, .dataErr, .unavailable, .software])
}
