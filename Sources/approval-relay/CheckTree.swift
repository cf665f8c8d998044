import Arguments

/// The subcommands of `approval-relay check`.
enum CheckTree {
    static let command = Command(
        "check", summary: "Checks events or a configuration, without Kafka and without Feishu.",
        subcommands: [
            Command(
                "event", summary: "Says what the relay would do with events, and everything that is wrong with them.",
                discussion: """
                    A file holds one event, an array of events, or one event per line. Each violation and warning comes with \
                    its line and its path. Apps, reply topics, limits and the default locale are those of the configuration, \
                    if one is given.

                    Ends with 65 when an event would be rejected.
                    """,
                examples: [
                    Command.Example("approval-relay check event docs/examples/*.json", "All of them."),
                    Command.Example("approval-relay check event --json --strict < events.jsonl", "For a script."),
                ],
                options: CommonOptions.all + CheckEventCommand.options, arguments: [CheckEventCommand.files],
                exitCodes: [.ok, .usage, .dataErr, .noInput, .config]),
            Command(
                "config", summary: "Says everything that is wrong with a configuration, or that it can be used.",
                discussion: """
                    Reads file, environment and flags as `run` does, secrets included, and connects to nothing. Ends with 78 \
                    when something is wrong.
                    """,
                examples: [
                    Command.Example("approval-relay check config relay.yaml", "A file, before it is rolled out."),
                    Command.Example("approval-relay check config --show relay.yaml", "What comes of it."),
                ],
                options: CommonOptions.all + CheckConfigCommand.options, arguments: [CheckConfigCommand.file],
                exitCodes: [.ok, .usage, .config]),
        ])
}
