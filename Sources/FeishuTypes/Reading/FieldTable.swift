public import JSON

/// The fields of one kind of object, found by name without allocating. At most 64.
struct FieldTable<Field: RawRepresentable & CaseIterable & Sendable & Equatable>: Sendable
where Field.RawValue == String {
    let keys: JSONKeyTable
    let fields: [Field]
    /// Which fields must be there, as bits.
    let required: UInt64

    init(required: [Field] = []) {
        fields = Array(Field.allCases)
        keys = JSONKeyTable(fields.map(\.rawValue))
        self.required = Self.bits(of: required, in: fields)
    }

    static func bits(of some: [Field], in fields: [Field]) -> UInt64 {
        some.reduce(0) { bits, field in
            bits | (1 << UInt64(fields.firstIndex(of: field) ?? 63))
        }
    }
}

/// Which fields of an object were there (and not `null`).
struct FieldsSeen {
    fileprivate(set) var bits: UInt64 = 0

    /// Whether any of them was there. One that was, and has no value all the same, was wrong and has been reported.
    func have<Field>(_ fields: Field..., in table: FieldTable<Field>) -> Bool {
        bits & FieldTable.bits(of: fields, in: table.fields) != 0
    }
}

extension ReadingContext {
    /// Which field a member is; `nil` for one that is `null` or unknown. Feishu ignores an unknown field silently, and so
    /// whoever misspells one never learns why nothing happens; in an event it is an error.
    mutating func field<Field>(
        _ member: JSONMember, in table: FieldTable<Field>, seen: inout FieldsSeen
    ) -> Field? {
        guard let index = table.keys.index(of: member.key) else {
            if mode == .superset { reportUnknown(String(member.key), among: table.keys) }
            return nil
        }
        if member.value.isNull { return nil }
        seen.bits |= 1 << UInt64(index)
        return table.fields[index]
    }

    /// Reports each required field that wasn't there.
    mutating func require<Field>(_ table: FieldTable<Field>, seen: FieldsSeen, except optional: UInt64 = 0) {
        let missing = table.required & ~seen.bits & ~optional
        guard missing != 0 else { return }
        for (index, field) in table.fields.enumerated() where missing & (1 << UInt64(index)) != 0 {
            report(field.rawValue, "is required, but missing")
        }
    }

    /// - Parameter isFeishus: whether it would go to Feishu.
    public mutating func reportUnknown(_ name: String, among known: JSONKeyTable, isFeishus: Bool = true) {
        report(
            Excerpt.of(name, limit: 64),
            known.nearest(to: name).map { "unknown field; did you mean `\($0)`?" }
                ?? (isFeishus ? "unknown field, which Feishu would ignore" : "unknown field"))
    }
}
