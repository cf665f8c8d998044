import JSON

/// Documents with one member set, added or removed.
enum Mutation {
    /// `document` with the member or element at `path` set to `json`, or removed. `path` is as in problems.
    static func changed(_ document: String, _ path: String, to json: String?) throws -> String {
        change(try parse(document), Path.steps(path)[...], to: json) ?? "null"
    }

    static func parse(_ text: String) throws -> JSONValue {
        try JSONParser(limits: JSONLimits(maximumSize: 4 << 20)).parse(text)
    }

    /// The path of every value below `data` that is somebody's to read: not what objects of `extra` hold.
    static func paths(_ value: JSONValue, _ prefix: String = "") -> [(path: String, value: JSONValue)] {
        var found: [(path: String, value: JSONValue)] = prefix.isEmpty ? [] : [(prefix, value)]
        if prefix.hasSuffix(".extra") { return found }
        if let array = value.array {
            for (index, element) in array.enumerated() { found += paths(element, "\(prefix)[\(index)]") }
        }
        for member in value.object.map({ Array($0) }) ?? [] {
            let name = String(member.key)
            found += paths(member.value, prefix.isEmpty ? name : "\(prefix).\(name)")
        }
        return found
    }

    private static func change(_ value: JSONValue, _ steps: ArraySlice<String>, to json: String?) -> String? {
        guard let step = steps.first else { return json }
        if let array = value.array {
            var parts = array.enumerated().compactMap { index, element in
                "\(index)" == step ? change(element, steps.dropFirst(), to: json) : text(element)
            }
            if "\(array.count)" == step, let json { parts.append(json) }
            return "[" + parts.joined(separator: ",") + "]"
        }
        var parts: [String] = []
        var isThere = false
        for member in value.object.map({ Array($0) }) ?? [] {
            var part: String? = text(member.value)
            if member.key == step {
                part = change(member.value, steps.dropFirst(), to: json)
                isThere = true
            }
            if let part { parts.append("\"\(String(member.key))\":\(part)") }
        }
        if !isThere, let json { parts.append("\"\(step)\":\(json)") }
        return "{" + parts.joined(separator: ",") + "}"
    }

    private static func text(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return writer.string()
    }

    private enum Path {
        static func steps(_ path: String) -> [String] {
            path.replacing("[", with: ".").replacing("]", with: "").split(separator: ".").map(String.init)
        }
    }
}
