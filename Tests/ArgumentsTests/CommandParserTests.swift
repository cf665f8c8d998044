import Arguments
import Testing

@Test func theExampleIsDeclaredSoundly() {
    #expect(Example.command.declarationProblems == [])
}

@Test func defaultsHoldWhenNothingIsGiven() throws {
    let (path, parsed) = try run([])
    #expect(path == ["run"])
    #expect(parsed[Example.concurrency] == 64)
    #expect(parsed[Example.limit] == nil)
    #expect(parsed[Example.ratio] == 0.25)
    #expect(parsed[Example.timeout] == .seconds(10))
    #expect(parsed[Example.topics] == [])
    #expect(parsed[Example.verbose] == false)
    #expect(parsed[Example.tls] == true)
    #expect(parsed[Example.format] == .auto)
    #expect(parsed.source(of: Example.concurrency) == .default)
}

@Test func valuesAreReadInEverySpelling() throws {
    let (_, parsed) = try run([
        "run", "--concurrency=8", "--limit", "-5", "--ratio", "1", "--timeout", "500ms", "-t", "a", "-tb", "-t=c",
        "--topic",
        "d", "-v", "--no-tls", "--log-format", "json",
    ])
    #expect(parsed[Example.concurrency] == 8)
    #expect(parsed[Example.limit] == -5)
    #expect(parsed[Example.ratio] == 1)
    #expect(parsed[Example.timeout] == .milliseconds(500))
    #expect(parsed[Example.topics] == ["a", "b", "c", "d"])
    #expect(parsed[Example.verbose])
    #expect(!parsed[Example.tls])
    #expect(parsed[Example.format] == .json)
    #expect(parsed.source(of: Example.concurrency) == .commandLine)
}

@Test func shortFlagsCombineAndMayEndInAnOption() throws {
    let (_, parsed) = try run(["run", "-vc", "7"])
    #expect(parsed[Example.verbose])
    #expect(parsed[Example.concurrency] == 7)
}

@Test func theLastOfAnOptionGivenTwiceCounts() throws {
    #expect(try run(["run", "-c", "1", "-c", "2"]).1[Example.concurrency] == 2)
    #expect(try run(["run", "--no-verbose", "--verbose"]).1[Example.verbose])
}

@Test func parentsOptionsStandBeforeAndAfterTheSubcommand() throws {
    #expect(try run(["--log-level", "debug", "run"]).1[Example.level] == "debug")
    #expect(try run(["run", "--log-level", "debug"]).1[Example.level] == "debug")
}

@Test func anOptionOfTheDefaultSubcommandNeedsNotItsName() throws {
    let (path, parsed) = try run(["--concurrency", "3", "--log-level", "debug"])
    #expect(path == ["run"])
    #expect(parsed[Example.concurrency] == 3)
    #expect(try run(["-v"]).1[Example.verbose])
    #expect(try failure(["--concurrency", "3", "run"]) == ["write 'run' before its options"])
}

@Test func theEnvironmentStandsBetweenCommandLineAndDefault() throws {
    let environment = [
        "EX_CONCURRENCY": "5", "EX_TOPICS": "a, b,c", "EX_VERBOSE": "yes", "EX_LOG_LEVEL": "", "EX_BROKER": "k:9092",
    ]
    let (_, parsed) = try run(["run"], environment)
    #expect(parsed[Example.concurrency] == 5)
    #expect(parsed.source(of: Example.concurrency) == .environment("EX_CONCURRENCY"))
    #expect(parsed[Example.topics] == ["a", "b", "c"])
    #expect(parsed[Example.verbose])
    #expect(parsed[Example.level] == "info", "an empty variable counts as unset")
    #expect(try run(["run", "-c", "6"], environment).1[Example.concurrency] == 6)
    #expect(try run(["check"], environment).1[Example.broker] == "k:9092")
}

@Test func argumentsAreTakenInOrderAndTheLastTakesTheRest() throws {
    let (path, parsed) = try run(["copy", "a", "b", "--log-level", "debug", "--", "--c", "-d"])
    #expect(path == ["copy"])
    #expect(parsed[Example.source] == "a")
    #expect(parsed[Example.targets] == ["b", "--c", "-d"])
    #expect(try run(["copy", "a"]).1[Example.targets] == [])
    #expect(try run(["copy", "-"]).1[Example.source] == "-", "a dash alone is a file by custom")
}

@Test func everyMistakeIsReportedAtOnce() throws {
    let problems = try failure([
        "run", "--concurency", "9", "--limit", "1001", "--ratio", "x", "--timeout", "5", "--log-format", "jsn", "stray",
        "--verbose=1",
    ])
    #expect(
        problems == [
            "unknown option '--concurency'; did you mean --concurrency?",
            "--verbose takes no value",
            "--limit: expected a whole number, from -5 to 1000; found '1001'",
            "--ratio: expected a number, from 0 to 1; found 'x'",
            "--timeout: expected a duration such as 500ms, 10s or 5m, from 1ms to 1m; found '5'",
            "--log-format: expected one of auto, json, text; found 'jsn'; did you mean json?",
            "unexpected argument 'stray'",
        ])
}

@Test func whatIsMissingIsNamedWithItsVariable() throws {
    #expect(try failure(["check"]) == ["--broker is missing (or set EX_BROKER)"])
    #expect(try failure(["copy"]) == ["<source> is missing"])
    #expect(try failure(["group"]) == ["a subcommand is needed: inner"])
}

@Test func aMissingValueIsNotTakenFromTheNextOption() throws {
    #expect(
        try failure(["run", "--topic", "--verbose"]) == [
            "--topic needs a value <text>; for a value that begins with a dash write --topic=--verbose"
        ])
    #expect(try failure(["run", "--topic"]) == ["--topic needs a value <text>"])
    #expect(try failure(["run", "--topic="]) == ["--topic: expected a text that is not empty; found ''"])
    #expect(try run(["run", "--topic=--verbose"]).1[Example.topics] == ["--verbose"])
}

@Test func anUnknownSubcommandIsAnsweredWithTheNearest() throws {
    #expect(try failure(["rnu", "--x"]) == ["unknown subcommand 'rnu'; did you mean 'run'?"])
    #expect(try failure(["help", "chekc"]) == ["unknown subcommand 'chekc'; did you mean 'check'?"])
    #expect(try failure(["zzzzzzzz"]) == ["unknown subcommand 'zzzzzzzz'; known: run, copy, check, group"])
}

@Test func anOptionOfAnotherSubcommandIsShownItsPlace() throws {
    #expect(
        try failure(["--broker", "k:9092", "check"]).first
            == "unknown option '--broker'; it belongs to 'check': write it after that word")
}

@Test func aWrongEnvironmentVariableIsNamed() throws {
    #expect(
        try failure(["run"], ["EX_CONCURRENCY": "many"]) == [
            "environment variable EX_CONCURRENCY: expected a whole number, from 1 to 4096; found 'many'"
        ])
}

@Test func aSecretIsNotRepeated() throws {
    for problems in [try failure(["run", "--password", "hunter2"]), try failure(["run"], ["EX_PASSWORD": "hunter2"])] {
        #expect(problems.count == 1)
        #expect(!problems.joined().contains("hunter2"))
    }
}

@Test func whatTheUserWroteCannotActOnTheTerminal() throws {
    let problem = try #require(try failure(["run", "--\u{1b}[2J\u{202e}" + String(repeating: "x", count: 500)]).first)
    #expect(!problem.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" })
    #expect(problem.count < 200)
}

@Test func theVersionIsAskedForAnywhere() {
    for words in [["--version"], ["run", "--version"]] {
        guard case .version = Example.command.parse(words) else {
            Issue.record("\(words)")
            continue
        }
    }
}

@Test func noWordsTrapTheParser() {
    let alphabet = [
        "--", "-", "", "=", "--=", "--=x", "-=", "help", "--help", "-h", "run", "copy", "-c", "-v", "-vx", "--no-", "é",
    ]
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
        let words = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator) ?? ""
        }
        if case .failure(let text, let code) = Example.command.parse(words) {
            #expect(code == .usage && text.hasPrefix("error: "), "\(words)")
        }
    }
}

@Test func unsoundDeclarationsAreFound() {
    let unsound = Command(
        "x", summary: "",
        options: [Option<Int>("port", .int(1...10), default: 99, help: "A port."), Flag("Bad", help: "")],
        arguments: [
            Argument<[String]>("all", .string, help: "All."), Argument<String>("port", .string, help: "Again."),
        ],
        subcommands: [Command("help", summary: "")], defaultSubcommand: "nowhere")
    let problems = unsound.declarationProblems
    for part in [
        "'port' is taken twice", "not in lower-case", "has no help", "not among its values", "nothing can follow",
        "follows an optional one", "subcommands and arguments", "'nowhere' does not exist", "named 'help'",
    ] {
        #expect(problems.contains { $0.contains(part) }, "\(part): \(problems)")
    }
}
