/// One YAML document: a tree whose every key and value knows where it stands.
///
/// YAML 1.2's core schema, without what makes a document's meaning depend on more than its text: anchors, aliases, tags and
/// merge keys are refused, and so are keys that stand twice.
public struct YAMLDocument: Sendable, Hashable {
    /// What the errors call it, mostly a file's name.
    public var name: String
    /// A document of nothing but comments is null.
    public var root: YAMLNode

    /// Of UTF-8, with or without a byte order mark.
    public static func parse(
        _ text: [UInt8],
        name: String,
        limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> YAMLDocument {
        guard text.count <= limits.maximumSize else {
            throw YAMLError(
                code: .limit, file: name, mark: YAMLMark(line: 1, column: 1),
                message: "expected at most \(limits.maximumSize) bytes, found \(text.count)")
        }
        let reader = try EventReader(text, name: name)
        var builder = TreeBuilder(name: name, limits: limits)
        while let event = try reader.next() {
            try builder.take(event)
        }
        return YAMLDocument(name: name, root: builder.root)
    }

    public static func parse(
        _ text: String,
        name: String,
        limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> YAMLDocument {
        try parse(Array(text.utf8), name: name, limits: limits)
    }
}
