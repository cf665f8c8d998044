/// A record of our own topics that can't be taken as what it should be.
public struct ContractError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable {
        /// Not the format at all: damaged, or not ours.
        case malformed
        /// Written by a newer build: wait for that build, never guess.
        case newerFormat
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
