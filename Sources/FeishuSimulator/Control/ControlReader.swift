import JSON

/// Reads a control call's body and collects what is wrong with it.
struct ControlReader {
    private(set) var details: [ControlProblem.Detail] = []

    mutating func problem(_ path: String, expected: String, found: String) {
        guard details.count < 50 else { return }
        details.append(ControlProblem.Detail(path: path, expected: expected, found: found))
    }

    mutating func problem(_ path: String, expected: String, found value: JSONValue) {
        problem(path, expected: expected, found: Self.describe(value))
    }

    mutating func integer(_ value: JSONValue, _ path: String, _ range: ClosedRange<Int>) -> Int? {
        if let number = value.int64, let integer = Int(exactly: number), range.contains(integer) { return integer }
        problem(path, expected: "an integer \(range.lowerBound)…\(range.upperBound)", found: value)
        return nil
    }

    mutating func flag(_ value: JSONValue, _ path: String) -> Bool? {
        if let flag = value.bool { return flag }
        problem(path, expected: "true or false", found: value)
        return nil
    }

    mutating func text(_ value: JSONValue, _ path: String) -> String? {
        if let text = value.stringValue { return text }
        problem(path, expected: "a string", found: value)
        return nil
    }

    mutating func choice(_ value: JSONValue, _ path: String, _ names: [String]) -> String? {
        if let text = value.stringValue, names.contains(text) { return text }
        problem(path, expected: "one of " + names.map { "\"\($0)\"" }.joined(separator: ", "), found: value)
        return nil
    }

    mutating func share(_ value: JSONValue, _ path: String) -> Double? {
        let number = value.double ?? value.int64.map { Double($0) }
        if let number, (0...1).contains(number) { return number }
        problem(path, expected: "a number 0…1", found: value)
        return nil
    }

    func finish(_ what: String) throws(ControlProblem) {
        guard !details.isEmpty else { return }
        throw ControlProblem(message: "\(what): nothing was changed", details: details)
    }

    private static func describe(_ value: JSONValue) -> String {
        var writer = JSONWriter(capacity: 64)
        writer.value(value)
        let text = writer.string()
        return text.count > 120 ? text.prefix(120) + "…" : text
    }
}
