import Arguments
import Testing

@Test func helpOfASubcommandTellsEverything() throws {
    #expect(
        try help(["run", "--help"]) == """
            example run – Run it.

            Usage: example run [options]

            First paragraph, which goes on.

            Second paragraph.

            Options:
              -c, --concurrency <number>    Calls that may be in flight at once, over all keys and lanes, of
                                            this process and none other. [from 1 to 4096] [default: 64]
                                            [env: EX_CONCURRENCY]
                  --limit <number>          Stop after this many records. [from -5 to 1000]
                  --ratio <number>          A part. [from 0 to 1] [default: 0.25]
                  --timeout <duration>      Of one call. [from 1ms to 1m] [default: 10s]
              -t, --topic <text>            A topic. [may be repeated] [env: EX_TOPICS]
                  --password <open-sesame>  A secret. [env: EX_PASSWORD]
              -v, --verbose                 Say more. [env: EX_VERBOSE]
                  --[no-]tls                Use TLS. [default: on]
              -h, --help                    Show this help.

            Options of every subcommand:
                  --log-level <choice>      The least level that is logged. [one of trace, debug, info, notice,
                                            warning, error, critical] [default: info] [env: EX_LOG_LEVEL]
                  --log-format <auto|json|text>
                                            How it is logged. [default: auto]

            Examples:
              example run --concurrency 8
                  Runs with eight calls at once.

            Exit codes:
              0   success
              64  the command line is wrong
              78  the configuration is wrong

            """)
}

@Test func helpOfTheProgramListsItsSubcommands() throws {
    let text = try help(["--help"])
    #expect(text.contains("Usage: example [options] [subcommand]\n"))
    #expect(text.contains("  run                           Run it. [default]\n"))
    #expect(text.contains("      --version                 Show the version.\n"))
    #expect(text.contains("See 'example help <subcommand>'"))
}

@Test func helpIsFoundByEveryWay() throws {
    let expected = try #require(Example.command.help(for: ["group", "inner"]))
    #expect(expected.hasPrefix("example group inner – Inside."))
    for words in [
        ["help", "group", "inner"], ["group", "help", "inner"], ["group", "inner", "-h"], ["--help", "group", "inner"],
    ] {
        #expect(try help(words) == expected, "\(words)")
    }
    #expect(Example.command.help(for: ["nowhere"]) == nil)
    #expect(try help(["run", "--nonsense", "--help"]).hasPrefix("example run"), "help wins over mistakes")
}

@Test func usageNamesWhatMustBeGiven() throws {
    #expect(try help(["help", "check"]).contains("Usage: example check --broker <text> [options]\n"))
    #expect(try help(["help", "copy"]).contains("Usage: example copy [options] <source> [<target>...]\n"))
}

@Test func noLineIsWiderThanAHundredColumns() throws {
    for words in [["help"], ["help", "run"], ["help", "copy"], ["help", "check"], ["help", "group"]] {
        for line in try help(words).split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
}

@Test func aMistakeEndsInTheUsage() {
    guard case .failure(let text, .usage) = Example.command.parse(["run", "--nope"]) else {
        Issue.record("no failure")
        return
    }
    #expect(text == "error: unknown option '--nope'\nUsage: example run [options]\nTry 'example run --help'.\n")
}
