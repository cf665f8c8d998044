public import JSON

// Readers of single values. Each returns `nil` after reporting what is wrong under its field's name; the caller then keeps its
// neutral value.
extension ReadingContext {
    /// Reports a value of another kind than was expected.
    public mutating func mismatch(_ field: String, _ expected: @autoclosure () -> String, _ value: JSONValue) {
        report(field, "expected \(expected()), found \(Excerpt.of(value))")
    }

    /// The object being read.
    public mutating func object(_ value: JSONValue) -> JSONObject? {
        if let object = value.object { return object }
        mismatch("", "an object", value)
        return nil
    }

    public mutating func bool(_ value: JSONValue, _ field: String) -> Bool? {
        if let bool = value.bool { return bool }
        mismatch(field, "true or false", value)
        return nil
    }

    /// A string taken as it is.
    mutating func string(_ value: JSONValue, _ field: String, limit: Int = .max) -> String? {
        guard let json = value.string else {
            mismatch(field, "a string", value)
            return nil
        }
        let string = String(json)
        if isSuperset, json.count > limit { checkLength(of: string, field, limit) }
        return string
    }

    /// A string that must not get into a problem's text.
    mutating func secret(_ value: JSONValue, _ field: String) -> String? {
        if let string = value.stringValue { return string }
        report(field, "expected a string, found \(Excerpt.kind(of: value))")
        return nil
    }

    /// A whole number; in an event also as some encoders write a large one: `1.7723286e12`.
    ///
    /// - Returns: nil from 2⁵³ on, where a double may be another number than was meant.
    func wholeNumber(_ value: JSONValue) -> Int64? {
        if let number = value.int64 { return number }
        guard isSuperset, value.kind == .double, let double = value.double, double.magnitude < 9_007_199_254_740_992
        else { return nil }
        return Int64(exactly: double)
    }

    /// An id that is needed: not empty.
    public mutating func identifier(_ value: JSONValue, _ field: String, limit: Int? = nil) -> String? {
        guard let string = string(value, field, limit: limit ?? limits.identifier) else { return nil }
        if isSuperset, string.isEmpty { report(field, "must not be empty") }
        return string
    }

    /// An id that may be left out; an empty one in an event means the same.
    public mutating func optionalIdentifier(_ value: JSONValue, _ field: String) -> String? {
        guard let string = string(value, field, limit: limits.identifier) else { return nil }
        return isSuperset && string.isEmpty ? nil : string
    }

    /// A list of ids.
    mutating func identifiers(_ value: JSONValue, _ field: String, limit: Int) -> [String] {
        guard let array = value.array else {
            mismatch(field, "an array of strings", value)
            return []
        }
        checkCount(array.count, field, limit)
        var result: [String] = []
        result.reserveCapacity(array.count)
        for (index, element) in array.enumerated() {
            let mark = problems.count
            if let string = identifier(element, "") { result.append(string) }
            prefixProblems(from: mark, with: "\(field)[\(index)]")
        }
        return result
    }

    /// One of the cases of an enum.
    public mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ value: JSONValue, _ field: String
    ) -> Choice? where Choice.RawValue == String {
        guard let json = value.string else {
            mismatch(field, "one of \(Self.list(Choice.self))", value)
            return nil
        }
        for choice in Choice.allCases where json == choice.rawValue { return choice }
        reportUnknownChoice(String(json), field, Choice.self)
        return nil
    }

    /// A choice that may be left out; an empty string in an event means the same.
    mutating func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ value: JSONValue, _ field: String
    ) -> Choice? where Choice.RawValue == String {
        if isSuperset, let json = value.string, json.isEmpty { return Choice(rawValue: "") }
        return choice(value, field)
    }

    mutating func reportUnknownChoice<Choice: RawRepresentable & CaseIterable>(
        _ found: String, _ field: String, _ choices: Choice.Type
    ) where Choice.RawValue == String {
        report(
            field, "expected one of \(Self.list(choices)), found \"\(Excerpt.of(found))\"\(Self.hint(found, choices))")
    }

    /// Numbers have no near ones.
    private static func hint<Choice: RawRepresentable & CaseIterable>(_ found: String, _ choices: Choice.Type) -> String
    where Choice.RawValue == String {
        let names = Choice.allCases.map(\.rawValue).filter { $0.utf8.first ?? 0 >= UInt8(ascii: "A") }
        return JSONKeyTable(names).nearest(to: found).map { "; did you mean \($0)?" } ?? ""
    }

    private static func list<Choice: RawRepresentable & CaseIterable>(_ choices: Choice.Type) -> String
    where Choice.RawValue == String {
        Choice.allCases.map(\.rawValue).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// A JSON document that Feishu wants in a string; in an event it may be an object.
    mutating func escapedJSON(_ value: JSONValue, _ field: String) -> String? {
        if isSuperset, value.object != nil {
            var writer = JSONWriter(capacity: 256)
            writer.value(value)
            return writer.string()
        }
        if let string = value.stringValue {
            if isSuperset, !string.isEmpty { checkEscaped(string, field) }
            return string
        }
        let expected = isSuperset ? "an object, or a string of JSON" : "a string"
        mismatch(field, expected, value)
        return nil
    }

    private mutating func checkEscaped(_ string: String, _ field: String) {
        let bytes = Array(string.utf8)
        if let fault = JSONFault.first(in: bytes) {
            report(
                field, "is a string that holds no JSON, which Feishu documents: \(fault.message)", severity: .warning)
        } else if bytes.first(where: { $0 > 0x20 }) != UInt8(ascii: "{") {
            report(field, "is a string of JSON, but of no object, which Feishu documents", severity: .warning)
        }
    }

    /// A message's id: the send's answer has a string, the callback a number of up to 19 digits.
    mutating func messageID(_ value: JSONValue, _ field: String) -> String? {
        if let number = wholeNumber(value) { return String(number) }
        guard value.string != nil else {
            mismatch(field, "a message id (a string, or a whole number)", value)
            return nil
        }
        return identifier(value, field)
    }

    mutating func part<Part: FeishuBody>(_ value: JSONValue, _ field: String) -> Part {
        let mark = problems.count
        let part = Part(salvaging: value, in: &self)
        prefixProblems(from: mark, with: field)
        return part
    }

    /// Elements of a list that are kept of a body that can't be used. The rest is judged and let go: an element of two bytes would take
    /// hundreds.
    private static let keptElements = 1000
    /// Bytes of an element of which even empty ones in JSON don't take twenty times as much.
    private static let smallPart = 48

    mutating func list<Part: FeishuBody>(
        _ value: JSONValue, _ field: String, limit: Int = .max
    ) -> [Part] {
        guard let array = value.array else {
            mismatch(field, "an array", value)
            return []
        }
        let count = array.count
        checkCount(count, field, limit)
        var result: [Part] = []
        // What grows by doubling takes up to three times its size while it does: exactly as much as is needed, if that is little.
        let isSmall = MemoryLayout<Part>.stride <= Self.smallPart
        result.reserveCapacity(isSmall ? count : min(count, Self.keptElements))
        for (index, element) in array.enumerated() {
            let mark = problems.count
            let part = Part(salvaging: element, in: &self)
            if !hasErrors || index < Self.keptElements { result.append(part) }
            prefixProblems(from: mark, with: "\(field)[\(index)]")
        }
        return result
    }

    /// Reports a list that is too long.
    public mutating func checkCount(_ count: Int, _ field: String, _ limit: Int) {
        guard isSuperset, count > limit else { return }
        report(field, "has \(count) elements, but at most \(limit) are allowed")
    }

    mutating func checkLength(of string: String, _ field: String, _ limit: Int) {
        let length = string.unicodeScalars.count
        if length > limit { report(field, "is \(length) characters long, but at most \(limit) are allowed") }
    }
}
