import JSON

/// Bounded excerpts of what was found, for problems.
enum Excerpt {
    /// At most `limit` scalars, with an ellipsis where something was cut; control characters replaced.
    static func of(_ text: String, limit: Int = 40) -> String {
        var cut = String.UnicodeScalarView()
        for (count, scalar) in text.unicodeScalars.enumerated() {
            if count == limit {
                cut.append("…")
                break
            }
            cut.append(scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar)
        }
        return String(cut)
    }

    /// A value as a sentence has it: `the string "abc"`, `an array of 3`.
    static func of(_ value: JSONValue) -> String {
        switch value.kind {
        case .null: "null"
        case .bool: value.bool == true ? "true" : "false"
        case .integer: "the number \(value.int64 ?? 0)"
        case .unsigned: "the number \(value.uint64 ?? 0)"
        case .double: "the number \(value.double ?? 0)"
        case .string: "the string \"\(of(value.stringValue ?? ""))\""
        case .array: "an array of \(value.array?.count ?? 0)"
        case .object: "an object"
        }
    }

    /// The kind alone, for secrets.
    static func kind(of value: JSONValue) -> String {
        switch value.kind {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .unsigned, .double: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
