/// The values of one command line, looked up by the parameters that declared them: `parsed[concurrency]`.
public struct ParsedArguments: Sendable {
    /// Where a value came from; a configuration file goes between the environment and the default.
    public enum Source: Sendable, Hashable {
        case commandLine
        case environment(String)
        case `default`
    }

    var values: [String: any Sendable] = [:]
    var sources: [String: Source] = [:]

    /// The value of a parameter that the command declares, checked and complete. Asking for a required parameter that the
    /// command does not declare is a mistake in the program.
    public subscript<P: Parameter>(_ parameter: P) -> P.Value {
        let specification = parameter.specification
        if let value = (values[specification.name] ?? specification.fallback) as? P.Value { return value }
        preconditionFailure("\(specification.spelling) is not declared by the command that was parsed")
    }

    /// Where the parameter's value came from.
    public func source(of parameter: some Parameter) -> Source {
        sources[parameter.specification.name] ?? .default
    }
}
