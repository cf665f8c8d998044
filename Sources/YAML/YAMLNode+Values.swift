extension YAMLNode {
    /// Nothing, `~` or `null`, unquoted.
    public var isNull: Bool {
        guard case .scalar(let text, .plain) = kind else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// `true` and `false` as YAML 1.2's core schema writes them; not `yes`, `on` or a quoted text.
    public func bool() throws(YAMLError) -> Bool {
        guard let boolean else { throw mismatch("true or false") }
        return boolean
    }

    private var boolean: Bool? {
        guard case .scalar(let text, .plain) = kind else { return nil }
        return switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }

    /// Decimal, `0x…` or `0o…`, within a range. A leading zero is refused, since YAML 1.1 took it for octal.
    public func int(in range: ClosedRange<Int> = Int.min...Int.max) throws(YAMLError) -> Int {
        guard case .scalar(let text, .plain) = kind, NumberSyntax.isInteger(text) else {
            throw mismatch("an integer")
        }
        if NumberSyntax.isAmbiguousOctal(text) {
            throw mismatch("an integer without a leading zero (0o… is octal)")
        }
        guard let value = NumberSyntax.integer(text), range.contains(value) else {
            throw mismatch("an integer within \(range.lowerBound)…\(range.upperBound)")
        }
        return value
    }

    /// A finite number within a range, with or without fraction and exponent.
    public func double(
        in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    ) throws(YAMLError) -> Double {
        guard case .scalar(let text, .plain) = kind, NumberSyntax.isDecimal(text) else {
            throw mismatch("a number")
        }
        guard let value = Double(text), value.isFinite, range.contains(value) else {
            throw mismatch("a number within \(range.lowerBound)…\(range.upperBound)")
        }
        return value
    }

    /// Any scalar's text as written, numbers too; null only in quotes (`""`).
    public func string() throws(YAMLError) -> String {
        guard case .scalar(let text, _) = kind, !isNull else {
            throw mismatch(isNull ? "a text (\"\" for an empty one)" : "a text")
        }
        return text
    }

    /// Of a sequence.
    public func elements() throws(YAMLError) -> [YAMLNode] {
        guard case .sequence(let elements) = kind else { throw mismatch("a list") }
        return elements
    }

    /// Of a mapping, in the document's order.
    public func entries() throws(YAMLError) -> [YAMLEntry] {
        guard case .mapping(let entries) = kind else { throw mismatch("a mapping (key: value)") }
        return entries
    }

    /// The value of a mapping's key; nil where there is none, or no mapping.
    public subscript(_ name: String) -> YAMLNode? {
        guard case .mapping(let entries) = kind else { return nil }
        return entries.first { $0.name == name }?.value
    }

    /// For values that are wrong in a way that only their reader knows: "expected …, found …" with this node's place.
    public func mismatch(_ expected: String) -> YAMLError {
        YAMLError(code: .value, file: source, mark: mark, message: "expected \(expected), found \(summary)")
    }

    /// What this is, in a few words.
    public var summary: String {
        switch kind {
        case .mapping: return "a mapping"
        case .sequence: return "a list"
        case .scalar where isNull: return "null"
        case .scalar(let text, let style):
            let short = text.unicodeScalars.count > 40 ? String(text.unicodeScalars.prefix(40)) + "…" : text
            if boolean != nil { return "the boolean \(short)" }
            if style == .plain, NumberSyntax.isInteger(text) || NumberSyntax.isDecimal(text) {
                return "the number \(short)"
            }
            let quoted = style == .quoted ? " in quotes" : ""
            return "the text \"\(short)\"\(quoted)"
        }
    }
}
