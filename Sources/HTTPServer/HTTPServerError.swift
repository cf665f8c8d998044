/// Why a server couldn't start.
public struct HTTPServerError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: Sendable, Hashable, CaseIterable {
        /// The host is neither an address nor a name that resolves.
        case invalidHost
        /// The port isn't within 0…65535.
        case invalidPort
        /// Another process listens there.
        case addressInUse
        /// The address isn't one of this machine's.
        case addressNotAvailable
        /// A port below 1024, without the right to it.
        case permissionDenied
        /// No descriptor, thread or memory was left.
        case outOfResources
        /// Anything else the system said.
        case system
    }

    public var code: Code
    /// Names host and port, says what was found and what to do.
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
