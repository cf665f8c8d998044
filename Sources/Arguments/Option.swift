/// A named value: `--concurrency 64`, `--concurrency=64`, `-c 64`. Given more than once, the last one counts, so that a script
/// can put its user's words behind its own; ``Option`` of an array keeps them all.
///
///     let concurrency = Option<Int>("concurrency", .int(1...4096), default: 64, help: "Calls in flight at once.")
///     let limit = Option<Int?>("limit", .int(1...1_000_000), help: "Stop after this many records.")
///     let topics = Option<[String]>("topic", .string, help: "A topic to read.")
public struct Option<Value: Sendable>: Parameter {
    public let specification: ParameterSpecification

    /// An option with a default. The environment variable is read when the option isn't given; an empty one counts as unset.
    public init(
        _ name: String, short: Character? = nil, _ type: ValueType<Value>, default value: Value,
        environment: String? = nil, help: String
    ) {
        specification = .single(
            ParameterLabels(kind: .option, name: name, short: short, environment: environment, help: help), type,
            default: value)
    }

    /// An option that must be given, on the command line or in the environment.
    public init(
        _ name: String, short: Character? = nil, _ type: ValueType<Value>, environment: String? = nil, help: String
    ) {
        specification = .single(
            ParameterLabels(kind: .option, name: name, short: short, environment: environment, help: help), type,
            default: nil)
    }

    /// An option that may be absent.
    public init<Base>(
        _ name: String, short: Character? = nil, _ type: ValueType<Base>, environment: String? = nil, help: String
    ) where Value == Base? {
        specification = .optional(
            ParameterLabels(kind: .option, name: name, short: short, environment: environment, help: help), type)
    }

    /// An option that may be given many times; in the environment its values are separated by commas.
    public init<Base>(
        _ name: String, short: Character? = nil, _ type: ValueType<Base>, environment: String? = nil,
        required: Bool = false, help: String
    ) where Value == [Base] {
        specification = .repeated(
            ParameterLabels(kind: .option, name: name, short: short, environment: environment, help: help), type,
            required: required)
    }
}
