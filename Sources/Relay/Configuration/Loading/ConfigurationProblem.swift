/// One thing that is wrong with a configuration, or a warning: where, which key, what was expected and what was found.
/// Never holds a secret.
public struct ConfigurationProblem: Sendable, Hashable {
    /// Nil when something is missing altogether.
    public var origin: ConfigurationOrigin?
    /// Dotted, such as `kafka.bootstrap_servers`; nil when the file as a whole is meant.
    public var path: String?
    /// "expected …, found …"
    public var message: String

    init(_ origin: ConfigurationOrigin?, _ path: String?, _ message: String) {
        self.origin = origin
        self.path = path
        self.message = message
    }
}

extension ConfigurationProblem: CustomStringConvertible {
    /// `relay.yaml:3:5: topics.partitions: expected …, found …`, as compilers write it, so that an editor finds the place.
    public var description: String {
        [origin?.place, path, message].compactMap { $0 }.joined(separator: ": ")
    }
}
