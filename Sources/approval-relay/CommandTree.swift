import Arguments

/// All subcommands with their options and help.
enum CommandTree {
    static let root = Command(
        "approval-relay",
        summary: "Keeps Feishu's approval centre in step with approval events on Kafka.",
        discussion: """
            Upstream systems publish approval events to Kafka. The relay turns each into calls to Feishu (definitions, \
            instances, bot messages), answers it on a reply topic, and sets aside what can't be done.

            To see all of it on this machine, without Kafka or Feishu: approval-relay demo
            """,
        examples: [
            Command.Example(
                "approval-relay demo", "A purchase approval from definition to approval, on embedded parts."),
            Command.Example("approval-relay run --config relay.yaml", "The relay itself."),
        ],
        subcommands: [
            Command(
                "run", summary: "Runs the relay: both stages, or the one that --role names.",
                discussion: """
                    Needs no file: APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS, APPROVAL_RELAY_FEISHU_BASE_URL, \
                    APPROVAL_RELAY_FEISHU_APP_ID and APPROVAL_RELAY_FEISHU_APP_SECRET suffice.

                    SIGTERM and SIGINT stop it in good order: calls under way are finished and committed. A second signal \
                    ends it at once.
                    """,
                examples: [
                    Command.Example("approval-relay run --config relay.yaml", "Both stages in one process."),
                    Command.Example("approval-relay run --role execute", "Only the stage that calls Feishu."),
                    Command.Example(
                        "approval-relay run --dry-run",
                        "Beside one that runs: says what would be done, on approval.dry-run."),
                ],
                options: CommonOptions.all + RunCommand.options,
                exitCodes: [.ok, .usage, .unavailable, .software, .config]),
            Command(
                "demo", summary: "Shows the whole way of an approval on an embedded broker and a simulated Feishu.",
                discussion: """
                    Publishes a purchase approval with two approvers, a copied reader and a comment, an event that is \
                    malformed and one that Feishu refuses; shows events, calls and answers as they happen; ends with 0 only \
                    if every answer was as it must be.
                    """,
                options: DemoCommand.options, exitCodes: [.ok, .usage, .software]),
            Command(
                "publish", summary: "Publishes events from files or standard input, and says where each went.",
                discussion: """
                    A file holds one event, an array of events, or one event per line. The record's key is --key, else the \
                    event's instance id, definition code or subject.
                    """,
                examples: [
                    Command.Example("approval-relay publish event.json", "One file."),
                    Command.Example("cat events.jsonl | approval-relay publish", "Standard input, an event per line."),
                ],
                options: CommonOptions.all + PublishCommand.options, arguments: [PublishCommand.files],
                exitCodes: [.ok, .usage, .dataErr, .noInput, .unavailable, .config]),
            Command(
                "results", summary: "Follows the reply topics and shows each answer.",
                examples: [
                    Command.Example(
                        "approval-relay results --from-beginning", "All answers that there are, and new ones."),
                    Command.Example(
                        "approval-relay results --json --count 10", "Ten answers as they are, one per line."),
                ],
                options: CommonOptions.all + ResultsCommand.options,
                exitCodes: [.ok, .usage, .unavailable, .tempFail, .config]),
            Command(
                "topics", summary: "Checks the topics that the configuration names, or creates those that are missing.",
                discussion:
                    "Says which settings differ from what they should be, and ends with 78 when something is wrong.",
                options: CommonOptions.all + TopicsCommand.options,
                exitCodes: [.ok, .usage, .unavailable, .config]),
            CheckTree.command,
            Command(
                "hold", summary: "Shows what is held back because Feishu refuses or throttles an app, and lifts it.",
                discussion: """
                    Reads the control topic, through which all processes of a group tell each other. A hold ends by itself \
                    when its cause is gone: one process tries each execute.hold_probe (30 s), for a used-up month each hour. \
                    Releasing it makes all try at once.
                    """,
                subcommands: [
                    Command(
                        "list", summary: "Shows what is held, why and since when.",
                        examples: [
                            Command.Example("approval-relay hold list", "A table."),
                            Command.Example("approval-relay hold list --json", "For a script."),
                        ],
                        options: CommonOptions.all + HoldCommand.listOptions,
                        exitCodes: [.ok, .usage, .unavailable, .config]),
                    Command(
                        "release", summary: "Lifts holds in every process. What still can't be called is held again.",
                        examples: [
                            Command.Example("approval-relay hold release --app default", "All of an app."),
                            Command.Example(
                                "approval-relay hold release --app default --api instance.sync", "One of its APIs."),
                        ],
                        options: CommonOptions.all + HoldCommand.releaseOptions,
                        exitCodes: [.ok, .usage, .dataErr, .unavailable, .config]),
                ]),
            Command(
                "broker", summary: "Runs an embedded Kafka broker in the foreground, with the topics already made.",
                discussion: """
                    For trying things by hand: it keeps a few megabytes in memory and forgets them when it ends. It takes a \
                    free port and prints the setting that names it; --env-file writes it to a file that other shells can \
                    source.
                    """,
                options: CommonOptions.all + BrokerCommand.options, exitCodes: [.ok, .usage, .cantCreate, .config]),
            Command(
                "simulate", summary: "Runs a scenario on simulated time, shows what happens and judges it.",
                discussion: """
                    A scenario is a small YAML file: limits, work, latency, faults, processes that come and go, and what must \
                    come out (docs/scenarios.md; --fields lists what it may hold). The relay's own logic decides when calls \
                    start; Kafka, the network and Feishu are modelled, so that ten minutes take a second and limits and \
                    numbers of replicas can be tried before they are changed.

                    Ends with 65 when an expectation did not hold, with 78 when a file is no scenario. The same file and \
                    seed give the same run.
                    """,
                examples: [
                    Command.Example(
                        "approval-relay simulate docs/scenarios/three-replicas.yaml",
                        "Three processes share one backlog."),
                    Command.Example(
                        "approval-relay simulate --brief docs/scenarios/*.yaml", "All of them, without the rows."),
                ],
                options: SimulateCommand.options, arguments: [SimulateCommand.files],
                exitCodes: [.ok, .usage, .dataErr, .noInput, .config]),
            Command(
                "simulator", summary: "Runs a local Feishu in the foreground and shows each call.",
                discussion: """
                    Behaves as Feishu's documents say, with its limits and errors. Steer it over HTTP under /_simulator/ \
                    (docs/simulator.md). It accepts the app cli_simulator with the secret simulator-secret.
                    """,
                options: SimulatorCommand.options, exitCodes: [.ok, .usage, .unavailable]),
            Command("version", summary: "Prints the version."),
        ])
}
