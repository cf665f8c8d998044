import JSON

/// The members that the schema of events names, as `definition.member`.
enum SchemaMembers {
    static func collect(_ schema: JSONValue, _ name: String, into known: inout Set<String>) {
        for property in schema["properties"]?.object.map({ Array($0) }) ?? [] {
            known.insert("\(name).\(String(property.key))")
            collect(property.value, "\(name).\(String(property.key))", into: &known)
        }
        if let items = schema["items"] { collect(items, "\(name)[]", into: &known) }
    }

    /// Those that a value has.
    static func walk(
        _ schema: JSONValue, _ name: String, _ value: JSONValue, _ definitions: JSONObject, into seen: inout Set<String>
    ) {
        if let reference = schema["$ref"]?.stringValue {
            let target = String(reference.dropFirst("#/$defs/".count))
            if let definition = definitions[target] { walk(definition, target, value, definitions, into: &seen) }
        }
        for part in schema["allOf"]?.array.map({ Array($0) }) ?? [] {
            walk(part, name, value, definitions, into: &seen)
        }
        for property in schema["properties"]?.object.map({ Array($0) }) ?? [] {
            let own = String(property.key)
            guard let member = value.object?[own] else { continue }
            seen.insert("\(name).\(own)")
            walk(property.value, "\(name).\(own)", member, definitions, into: &seen)
        }
        guard let items = schema["items"] else { return }
        for element in value.array.map({ Array($0) }) ?? [] {
            walk(items, "\(name)[]", element, definitions, into: &seen)
        }
    }
}
