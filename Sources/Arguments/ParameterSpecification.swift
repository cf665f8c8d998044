/// What the parser and the help need of one parameter, without its type.
public struct ParameterSpecification: Sendable {
    enum Kind: Sendable { case option, flag, argument }

    struct BadValue: Error {
        let text: String
        let expectation: String
        let suggestion: String?
    }

    let kind: Kind
    /// Without the leading dashes.
    public let name: String
    let short: Character?
    let help: String
    let environment: String?
    let placeholder: String
    let constraint: String?
    let defaultText: String?
    let isRequired: Bool
    let isRepeated: Bool
    let isRedacted: Bool
    /// What the lookup gives when nothing was given.
    let fallback: (any Sendable)?
    /// All texts that were given, in order, to what the lookup gives.
    let convert: @Sendable ([String]) -> Result<any Sendable, BadValue>

    /// How the parameter is named in messages: `--timeout`, `<file>`.
    var spelling: String { kind == .argument ? "<\(name)>" : "--\(name)" }
}

/// What every option and argument is declared with.
struct ParameterLabels {
    let kind: ParameterSpecification.Kind
    let name: String
    let short: Character?
    let environment: String?
    let help: String
}

extension ParameterSpecification {
    /// One value; the last one given counts. Required when there is no default.
    static func single<Base>(_ labels: ParameterLabels, _ type: ValueType<Base>, default value: Base?) -> Self {
        Self(labels, type, defaultText: value.map(type.format), isRequired: value == nil, fallback: value) {
            texts throws(BadValue) in
            try lastValue(texts, type)
        }
    }

    /// One value or none.
    static func optional<Base>(_ labels: ParameterLabels, _ type: ValueType<Base>) -> Self {
        Self(labels, type, fallback: Base?.none as any Sendable) { texts throws(BadValue) in
            Base?.some(try lastValue(texts, type)) as any Sendable
        }
    }

    /// Any number of values, at least one when required.
    static func repeated<Base>(_ labels: ParameterLabels, _ type: ValueType<Base>, required: Bool) -> Self {
        Self(labels, type, isRequired: required, isRepeated: true, fallback: required ? nil : [Base]()) {
            texts throws(BadValue) in
            var values: [Base] = []
            for text in texts { values.append(try value(text, type)) }
            return values
        }
    }

    private init<Base>(
        _ labels: ParameterLabels,
        _ type: ValueType<Base>,
        defaultText: String? = nil,
        isRequired: Bool = false,
        isRepeated: Bool = false,
        fallback: (any Sendable)?,
        convert: @escaping @Sendable ([String]) throws(BadValue) -> any Sendable
    ) {
        kind = labels.kind
        name = labels.name
        short = labels.short
        help = labels.help
        environment = labels.environment
        placeholder = labels.kind == .argument ? labels.name : type.placeholder
        constraint = type.constraint
        self.defaultText = type.isRedacted ? nil : defaultText
        self.isRequired = isRequired
        self.isRepeated = isRepeated
        isRedacted = type.isRedacted
        self.fallback = fallback
        self.convert = { texts in Result { () throws(BadValue) in try convert(texts) } }
    }

    private static func lastValue<Base>(_ texts: [String], _ type: ValueType<Base>) throws(BadValue) -> Base {
        try value(texts.last ?? "", type)
    }

    private static func value<Base>(_ text: String, _ type: ValueType<Base>) throws(BadValue) -> Base {
        if let value = type.parse(text) { return value }
        throw BadValue(
            text: text, expectation: type.expectation, suggestion: nearestName(to: text, among: type.candidates))
    }
}
