import JSON

/// The fields of an object, found by name without allocating. Unknown names are ignored, as Feishu does.
struct ObjectSchema: Sendable {
    let fields: [FieldSpec]
    let table: JSONKeyTable
    /// One bit per required field; an object has fewer than 64 fields.
    let required: UInt64

    init(_ fields: [FieldSpec]) {
        precondition(fields.count < 64, "the bit set of required fields has 64 places")
        self.fields = fields
        table = JSONKeyTable(fields.map(\.name))
        required = fields.enumerated().reduce(0) { bits, field in
            field.element.isRequired ? bits | (1 << UInt64(field.offset)) : bits
        }
    }
}
