import Foundation
import JSON

/// The published schemas, as Python's `jsonschema` reads them.
enum SchemaValidator {
    static let folder = TestPython.package.appending(path: "docs/schema")

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    static func document(_ name: String) throws -> JSONValue { try Mutation.parse(try text(name)) }

    /// For each document the paths at which it offends against the schema, as problems have them; empty for one that is right.
    ///
    /// - Parameter isClosed: whether members that the schema doesn't name are offences too.
    static func offences(
        of documents: [String], against schema: String, isClosed: Bool = false
    ) async throws -> [Set<String>] {
        let input = """
            {"schema": \(try text(schema)), "closed": \(isClosed), "documents": [\(documents.joined(separator: ","))]}
            """
        let found = try await TestPython.run(script, Array(input.utf8))
        return (found.array.map { Array($0) } ?? []).map { paths in
            Set((paths.array.map { Array($0) } ?? []).compactMap(\.stringValue))
        }
    }

    private static let script = #"""
        import json, re, sys
        from jsonschema import Draft202012Validator

        def close(schema):
            if isinstance(schema, dict):
                if "properties" in schema and schema.get("type") == "object" and schema["properties"]:
                    if schema["properties"].get("data") != {"type": "object"}:
                        schema.setdefault("additionalProperties", False)
                for part in schema.values():
                    close(part)
            elif isinstance(schema, list):
                for part in schema:
                    close(part)

        def path(parts):
            text = ""
            for part in parts:
                text += "[%d]" % part if isinstance(part, int) else ("." if text else "") + part
            return text

        def paths(error):
            place = list(error.absolute_path)
            if error.validator == "required":
                return [path(place + [name]) for name in error.validator_value if name not in error.instance]
            if error.validator == "additionalProperties" and error.validator_value is False:
                known = error.schema.get("properties", {})
                patterns = error.schema.get("patternProperties", {})
                return [path(place + [name]) for name in error.instance
                        if name not in known and not any(re.search(p, name) for p in patterns)]
            return [path(place)]

        task = json.load(open(sys.argv[1], encoding="utf-8"))
        Draft202012Validator.check_schema(task["schema"])
        if task["closed"]:
            close(task["schema"])
        validator = Draft202012Validator(task["schema"])
        json.dump([sorted({p for error in validator.iter_errors(document) for p in paths(error)})
                   for document in task["documents"]], open(sys.argv[2], "w"))
        """#
}
