public import JSON

/// The cases of an enum, found without a string.
public struct StraightChoices<Choice: RawRepresentable & CaseIterable & Sendable>: Sendable
where Choice.RawValue == String {
    private let table = JSONKeyTable(Choice.allCases.map(\.rawValue))
    private let choices = Array(Choice.allCases)

    public init() {}

    /// The case that a string names; nil for any other value.
    public func choice(_ value: JSONView) -> Choice? {
        table.index(of: value).map { choices[$0] }
    }
}
