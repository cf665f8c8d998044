public import Arguments

/// Why a process can't go on: what was expected, what was found, what to do; and the code to exit with.
public struct RelayError: Error, Sendable, CustomStringConvertible {
    public var exitCode: ExitCode
    public var message: String

    public init(_ exitCode: ExitCode, _ message: String) {
        self.exitCode = exitCode
        self.message = message
    }

    public var description: String { message }
}
