import Arguments

/// A command line with one of everything.
enum Example {
    enum Format: String, CaseIterable, Sendable { case auto, json, text }

    static let level = Option<String>(
        "log-level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]), default: "info",
        environment: "EX_LOG_LEVEL", help: "The least level that is logged.")
    static let format = Option<Format>(
        "log-format", .choice(of: Format.self), default: .auto, help: "How it is logged.")
    static let concurrency = Option<Int>(
        "concurrency", short: "c", .int(1...4096), default: 64, environment: "EX_CONCURRENCY",
        help: "Calls that may be in flight at once, over all keys and lanes, of this process and none other.")
    static let limit = Option<Int?>("limit", .int(-5...1000), help: "Stop after this many records.")
    static let ratio = Option<Double>("ratio", .double(0...1), default: 0.25, help: "A part.")
    static let timeout = Option<Duration>(
        "timeout", .duration(.milliseconds(1)...(.seconds(60))), default: .seconds(10), help: "Of one call.")
    static let topics = Option<[String]>("topic", short: "t", .string, environment: "EX_TOPICS", help: "A topic.")
    static let password = Option<String?>(
        "password", .choice(["open-sesame"]).redacted(), environment: "EX_PASSWORD", help: "A secret.")
    static let verbose = Flag("verbose", short: "v", environment: "EX_VERBOSE", help: "Say more.")
    static let tls = Flag("tls", default: true, help: "Use TLS.")
    static let broker = Option<String>("broker", .string, environment: "EX_BROKER", help: "Where Kafka is.")
    static let source = Argument<String>("source", .path, help: "What to copy.")
    static let targets = Argument<[String]>("target", .path, help: "Where to.")

    static let command = Command(
        "example", summary: "Shows everything.", options: [level, format],
        subcommands: [
            Command(
                "run", summary: "Run it.",
                discussion: "First paragraph,\nwhich goes on.\n\nSecond paragraph.",
                examples: [Command.Example("example run --concurrency 8", "Runs with eight calls at once.")],
                options: [concurrency, limit, ratio, timeout, topics, password, verbose, tls],
                exitCodes: [.ok, .usage, .config]),
            Command("copy", summary: "Copy it.", arguments: [source, targets]),
            Command("check", summary: "Check it.", options: [broker]),
            Command("group", summary: "Holds two.", subcommands: [Command("inner", summary: "Inside.")]),
        ],
        defaultSubcommand: "run")
}

/// What a test wants of an outcome; anything else is described.
struct Unexpected: Error, CustomStringConvertible { let description: String }

func run(_ words: [String], _ environment: [String: String] = [:]) throws -> (path: [String], ParsedArguments) {
    switch Example.command.parse(words, environment: environment) {
    case .run(let path, let parsed): (path, parsed)
    case let other: throw Unexpected(description: "\(other)")
    }
}

func failure(_ words: [String], _ environment: [String: String] = [:]) throws -> [String] {
    switch Example.command.parse(words, environment: environment) {
    case .failure(let text, .usage):
        text.split(separator: "\n").filter { $0.hasPrefix("error: ") }.map { String($0.dropFirst(7)) }
    case let other: throw Unexpected(description: "\(other)")
    }
}

func help(_ words: [String]) throws -> String {
    switch Example.command.parse(words) {
    case .help(let text): text
    case let other: throw Unexpected(description: "\(other)")
    }
}
