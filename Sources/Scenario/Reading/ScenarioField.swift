/// A field of a scenario file: what it may hold, and what it is for.
public struct ScenarioField: Sendable {
    public enum Kind: Sendable {
        /// Of so many characters at most.
        case text(Int)
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case duration(ClosedRange<Duration>)
        case choice([String])
        /// A duration, or `min`, `median` and `p99` of a spread.
        case delay(ClosedRange<Duration>)
        /// A list of integers.
        case integers(ClosedRange<Int>)
        /// `true`, or left out.
        case mark
        /// A mapping of other fields.
        case section
        /// A list of mappings, or one of them.
        case list
        /// A number of commands, or a list of mappings.
        case backlog
        /// `min` and `max`, or one value for both.
        case range(Metric.Unit)
    }

    /// Where it stands; `[]` after a list.
    public let path: String
    public let kind: Kind
    /// As it would be written; empty where there is none.
    public let standard: String
    public let isRequired: Bool
    public let help: String

    /// A field with a default.
    init(_ path: String, _ kind: Kind, _ standard: String, _ help: String) {
        self.path = path
        self.kind = kind
        self.standard = standard
        isRequired = false
        self.help = help
    }

    /// A field that must be there, or that means something by being there.
    init(_ path: String, _ kind: Kind, isRequired: Bool = false, _ help: String) {
        self.path = path
        self.kind = kind
        standard = ""
        self.isRequired = isRequired
        self.help = help
    }

    public var name: String { String(path.split(separator: ".").last ?? "") }
    /// The path of the mapping that it stands in, with a full stop at its end; empty for the whole file.
    public var section: String { String(path.dropLast(name.count)) }
}
