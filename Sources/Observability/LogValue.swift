/// The value of a log field, with its type kept, so that a log store can compare numbers as numbers.
public enum LogValue: Sendable, Hashable {
    case string(String)
    case integer(Int64)
    case double(Double)
    case bool(Bool)
    case list([LogValue])
    case null
}

extension LogValue {
    public static func int(_ value: some BinaryInteger) -> LogValue {
        Int64(exactly: value).map(LogValue.integer) ?? .string(String(value))
    }

    /// In seconds, as metrics have it.
    public static func seconds(_ duration: Duration) -> LogValue {
        let (seconds, attoseconds) = duration.components
        return .double(Double(seconds) + Double(attoseconds) / 1e18)
    }

    /// What a type says of itself; a ``Secret`` says `<redacted>`.
    public static func describing(_ value: some Any) -> LogValue { .string(String(describing: value)) }

    /// Null when there is nothing.
    public static func optional(_ value: String?) -> LogValue { value.map(LogValue.string) ?? .null }
}

extension LogValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: LogValue...) { self = .list(elements) }
    public init(nilLiteral: ()) { self = .null }
}
