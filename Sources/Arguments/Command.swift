/// A command line as a value: what it takes, what it says about itself, and its subcommands. Parsing it is pure; running is
/// the caller's part.
public struct Command: Sendable {
    /// A command that a newcomer can paste, and what it does.
    public struct Example: Sendable {
        public let line: String
        public let explanation: String

        public init(_ line: String, _ explanation: String) {
            self.line = line
            self.explanation = explanation
        }
    }

    public let name: String
    /// One sentence, shown in the list of the parent's subcommands too.
    public let summary: String
    /// What it does, in paragraphs separated by empty lines.
    public let discussion: String
    public let examples: [Example]
    /// Options and flags. Those of a command are known to its subcommands too, before and after the subcommand's name.
    public let options: [any Parameter]
    /// In their order on the command line.
    public let arguments: [any Parameter]
    public let subcommands: [Command]
    /// The subcommand that is meant when none is named.
    public let defaultSubcommand: String?
    /// The codes that it ends with, for the help.
    public let exitCodes: [ExitCode]

    public init(
        _ name: String,
        summary: String,
        discussion: String = "",
        examples: [Example] = [],
        options: [any Parameter] = [],
        arguments: [any Parameter] = [],
        subcommands: [Command] = [],
        defaultSubcommand: String? = nil,
        exitCodes: [ExitCode] = [.ok, .usage]
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.examples = examples
        self.options = options
        self.arguments = arguments
        self.subcommands = subcommands
        self.defaultSubcommand = defaultSubcommand
        self.exitCodes = exitCodes
    }

    /// Reads the words of a command line (without the program's own name). Everything that is wrong is reported together.
    /// Options on the command line win over the environment, which wins over defaults.
    public func parse(_ words: [String], environment: [String: String] = [:]) -> ParseOutcome {
        CommandParser(self, environment: environment).parse(words)
    }

    /// The help of this command, or of the subcommand that `path` leads to; nil when there is none.
    public func help(for path: [String] = []) -> String? {
        var commands = [self]
        for name in path {
            guard let next = commands.last?.subcommand(name) else { return nil }
            commands.append(next)
        }
        return HelpText(path: commands).text()
    }

    func subcommand(_ name: String) -> Command? { subcommands.first { $0.name == name } }
}
