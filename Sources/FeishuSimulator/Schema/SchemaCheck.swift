import JSON

/// The gateway's two layers in one walk: missing required fields (99992402, all together), then wrong JSON types (9499, the
/// first). A list's elements share one path, `task_list[*].links`, as Feishu writes it.
struct SchemaCheck {
    private var violations: [Refusal.Violation] = []
    private var wrongType: String?
    private let acceptsNumbers: Bool
    private static let maximumViolations = 100

    private init(acceptsNumbers: Bool) { self.acceptsNumbers = acceptsNumbers }

    /// - Parameter acceptsNumericTimes: as the setting says.
    /// - Throws: the first layer that fails.
    static func check(
        _ body: RequestBody, _ schema: ObjectSchema, acceptsNumericTimes: Bool = false
    ) throws(Refusal) {
        var check = SchemaCheck(acceptsNumbers: acceptsNumericTimes)
        switch body {
        case .malformed:
            throw Refusal(status: 400, code: 9499, message: "Invalid parameter type in json: body")
        case .empty: check.requireAll(schema, "")
        case .object(let value): check.walk(value, schema, "")
        }
        if !check.violations.isEmpty {
            throw Refusal(
                status: 400, code: 99_992_402, message: "field validation failed", violations: check.violations)
        }
        if let field = check.wrongType {
            throw Refusal(status: 400, code: 9499, message: "Invalid parameter type in json: \(field)")
        }
    }

    private mutating func requireAll(_ schema: ObjectSchema, _ path: String) {
        for field in schema.fields where field.isRequired { violate(path + field.name) }
    }

    private mutating func walk(_ value: JSONValue, _ schema: ObjectSchema, _ path: String) {
        guard let object = value.object else { return }
        var seen: UInt64 = 0
        for member in object {
            guard let index = schema.table.index(of: member.key), index < schema.fields.count, !member.value.isNull
            else { continue }
            seen |= 1 << UInt64(index)
            check(member.value, schema.fields[index], path)
        }
        let missing = schema.required & ~seen
        guard missing != 0 else { return }
        for (index, field) in schema.fields.enumerated() where missing & (1 << UInt64(index)) != 0 {
            violate(path + field.name)
        }
    }

    private mutating func check(_ value: JSONValue, _ field: FieldSpec, _ path: String) {
        switch field.kind {
        case .string: expect(value.string != nil, field.name)
        case .time: expect(value.string != nil || acceptsNumbers && value.int64 != nil, field.name)
        case .bool: expect(value.bool != nil, field.name)
        case .endTime: expect(value.string != nil || value.int64 != nil, field.name)
        case .strings:
            guard let array = value.array else { return expect(false, field.name) }
            for element in array { expect(element.string != nil, field.name) }
        case .object(let schema):
            guard value.object != nil else { return expect(false, field.name) }
            walk(value, schema, path + field.name + ".")
        case .objects(let schema):
            guard let array = value.array else { return expect(false, field.name) }
            let elementPath = path + field.name + "[*]."
            for element in array {
                guard element.object != nil else {
                    expect(false, field.name)
                    continue
                }
                walk(element, schema, elementPath)
            }
        }
    }

    private mutating func expect(_ holds: Bool, _ field: String) {
        if !holds, wrongType == nil { wrongType = field }
    }

    private mutating func violate(_ field: String) {
        guard violations.count < Self.maximumViolations, !violations.contains(where: { $0.field == field }) else {
            return
        }
        violations.append(Refusal.Violation(field: field, description: "\(field) is required"))
    }
}
