/// How the text of one value is read, checked and described. The checks and the words of the help and of the error come from
/// one place, so that they cannot disagree.
public struct ValueType<Value: Sendable>: Sendable {
    /// Stands for the value in the help: `--timeout <duration>`.
    public let placeholder: String
    /// Completes "expected …" in an error: `an integer from 1 to 4096`.
    public let expectation: String
    /// The bound that the help shows in brackets, such as `from 1 to 4096`.
    public let constraint: String?
    /// All values there are, when they can be listed; used for the nearest one.
    public let candidates: [String]
    /// The value is a secret: neither an error nor the help repeats it.
    public let isRedacted: Bool

    let parse: @Sendable (String) -> Value?
    let format: @Sendable (Value) -> String

    /// A type of value of the caller's own. `parse` answers nil for what is not one; `format` writes a default for the help.
    public init(
        placeholder: String,
        expectation: String,
        constraint: String? = nil,
        candidates: [String] = [],
        isRedacted: Bool = false,
        format: @escaping @Sendable (Value) -> String,
        parse: @escaping @Sendable (String) -> Value?
    ) {
        self.placeholder = placeholder
        self.expectation = expectation
        self.constraint = constraint
        self.candidates = candidates
        self.isRedacted = isRedacted
        self.format = format
        self.parse = parse
    }

    /// The same type for a secret: what was given is never repeated.
    public func redacted() -> ValueType {
        ValueType(
            placeholder: placeholder, expectation: expectation, constraint: constraint, candidates: candidates,
            isRedacted: true, format: format, parse: parse)
    }

    /// The same type under another name in the help, such as `file` for a string.
    public func named(_ placeholder: String) -> ValueType {
        ValueType(
            placeholder: placeholder, expectation: expectation, constraint: constraint, candidates: candidates,
            isRedacted: isRedacted, format: format, parse: parse)
    }
}
