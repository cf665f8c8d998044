/// A value that is known by its place: `approval-relay check <file>`.
public struct Argument<Value: Sendable>: Parameter {
    public let specification: ParameterSpecification

    /// An argument that may be left out.
    public init(_ name: String, _ type: ValueType<Value>, default value: Value, help: String) {
        specification = .single(Self.labels(name, help), type, default: value)
    }

    /// An argument that must be given.
    public init(_ name: String, _ type: ValueType<Value>, help: String) {
        specification = .single(Self.labels(name, help), type, default: nil)
    }

    /// An argument that may be left out.
    public init<Base>(_ name: String, _ type: ValueType<Base>, help: String) where Value == Base? {
        specification = .optional(Self.labels(name, help), type)
    }

    /// All arguments that remain; only the last one declared can be of this kind.
    public init<Base>(_ name: String, _ type: ValueType<Base>, required: Bool = false, help: String)
    where Value == [Base] {
        specification = .repeated(Self.labels(name, help), type, required: required)
    }

    private static func labels(_ name: String, _ help: String) -> ParameterLabels {
        ParameterLabels(kind: .argument, name: name, short: nil, environment: nil, help: help)
    }
}
