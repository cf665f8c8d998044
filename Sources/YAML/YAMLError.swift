/// What is wrong with a document, or with a value of it, and where.
public struct YAMLError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: Sendable, Hashable, CaseIterable {
        /// The text isn't YAML.
        case syntax
        /// The bytes aren't UTF-8, or are control characters.
        case encoding
        /// A key stands twice in a mapping.
        case duplicateKey
        /// YAML, but nothing that a configuration needs: anchors, aliases, tags, merge keys, several documents, keys that
        /// aren't scalars.
        case unsupported
        /// Beyond ``YAMLLimits``.
        case limit
        /// A value of another type, or out of its range.
        case value
    }

    public var code: Code
    /// The document's name.
    public var file: String
    public var mark: YAMLMark
    /// "expected …, found …"
    public var message: String

    public init(code: Code, file: String, mark: YAMLMark, message: String) {
        self.code = code
        self.file = file
        self.mark = mark
        self.message = message
    }

    public var line: Int { mark.line }
    public var column: Int { mark.column }

    /// As compilers write it, so that an editor finds the place.
    public var description: String { "\(file):\(line):\(column): \(message)" }
}
