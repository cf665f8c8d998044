/// What a command line asks for.
public enum ParseOutcome: Sendable {
    /// Run the subcommand that the path leads to (without the program's own name; empty for the program itself).
    case run(path: [String], ParsedArguments)
    /// Print this to standard output and end with success.
    case help(String)
    /// Print the version to standard output and end with success.
    case version
    /// Print this to standard error and end with the code.
    case failure(String, ExitCode)
}
