import Arguments
import YAML

/// Reads the fields of one mapping of a scenario file. What is wrong is noted, and the value left as it was.
struct FieldReader {
    /// Of the mapping: empty, or with a full stop at its end.
    private let prefix: String
    let node: YAMLNode
    let problems: ProblemList

    /// Refuses fields that there are not, and complains of those that must be there.
    init(_ prefix: String, _ node: YAMLNode, _ problems: ProblemList) {
        self.prefix = prefix
        self.node = node
        self.problems = problems
        let fields = ScenarioField.all.filter { $0.section == prefix }
        let names = fields.map(\.name)
        if node.isNull, !prefix.isEmpty { return }
        guard case .mapping(let entries) = node.kind else {
            problems.add(node.mismatch("a mapping of \(names.joined(separator: ", "))"), label)
            return
        }
        for entry in entries where !names.contains(entry.name) {
            let guess = nearestName(to: entry.name, among: names).map { "did you mean \($0)?" }
            problems.add(
                entry.key,
                "unknown field \(prefix)\(entry.name); \(guess ?? "expected one of \(names.joined(separator: ", "))")")
        }
        for field in fields where field.isRequired && node[field.name] == nil {
            problems.add(node, "\(label): expected the field \(field.name), found none: \(field.help)")
        }
    }

    private var label: String { prefix.isEmpty ? "the scenario" : String(prefix.dropLast()) }

    func has(_ name: String) -> Bool { node[name] != nil }

    func complain(_ name: String, _ expected: String) {
        let place = node[name] ?? node
        problems.add(place.mismatch(expected), prefix + name)
    }

    // MARK: Values

    func text(_ name: String, _ value: inout String) {
        read(name, &value) { node, field throws(YAMLError) in
            let text = try node.string()
            guard case .text(let limit) = field.kind, text.count <= limit else {
                throw node.mismatch("a shorter text")
            }
            return text
        }
    }

    func integer(_ name: String, _ value: inout Int) {
        read(name, &value) { node, field throws(YAMLError) in
            guard case .integer(let range) = field.kind else { return 0 }
            return try node.int(in: range)
        }
    }

    func number(_ name: String, _ value: inout Double) {
        read(name, &value) { node, field throws(YAMLError) in
            guard case .number(let range) = field.kind else { return 0 }
            return try node.double(in: range)
        }
    }

    func duration(_ name: String, _ value: inout Duration) {
        read(name, &value) { node, field throws(YAMLError) in
            guard case .duration(let range) = field.kind else { return .zero }
            return try Self.duration(node, in: range)
        }
    }

    func duration(_ name: String, _ value: inout Duration?) {
        guard has(name) else { return }
        var known = value ?? .zero
        duration(name, &known)
        value = known
    }

    func choice(_ name: String, _ value: inout String) {
        read(name, &value) { node, field throws(YAMLError) in
            let text = try node.string()
            guard case .choice(let words) = field.kind, words.contains(text) else {
                guard case .choice(let words) = field.kind else { return text }
                throw node.mismatch("one of \(words.joined(separator: ", "))")
            }
            return text
        }
    }

    func integers(_ name: String, _ value: inout [Int]) {
        read(name, &value) { node, field throws(YAMLError) in
            guard case .integers(let range) = field.kind else { return [] }
            var values: [Int] = []
            for element in try node.elements() {
                let number = try element.int(in: range)
                guard !values.contains(number) else { throw element.mismatch("each number once") }
                values.append(number)
            }
            return values
        }
    }

    func mark(_ name: String, _ value: inout Bool) {
        read(name, &value) { node, _ throws(YAMLError) in
            guard try node.bool() else { throw node.mismatch("true (leave it out for none)") }
            return true
        }
    }

    func delay(_ name: String, _ value: inout Delay) {
        read(name, &value) { node, field throws(YAMLError) in
            guard case .delay(let range) = field.kind else { return .constant(.zero) }
            guard case .mapping(let entries) = node.kind else { return .constant(try Self.duration(node, in: range)) }
            let names = ["min", "median", "p99"]
            for entry in entries where !names.contains(entry.name) {
                throw entry.key.mismatch("one of \(names.joined(separator: ", "))")
            }
            var times: [Duration] = []
            for name in names {
                guard let part = node[name] else { throw node.mismatch("min, median and p99, or one duration") }
                let time = try Self.duration(part, in: range)
                guard times.last ?? .zero <= time else {
                    throw part.mismatch("at least as much as what stands before it")
                }
                times.append(time)
            }
            return Delay(minimum: times[0], median: times[1], p99: times[2])
        }
    }

    // MARK: Parts

    func section(_ name: String, _ read: (FieldReader) -> Void) {
        guard let part = node[name] else { return }
        read(FieldReader("\(prefix)\(name).", part, problems))
    }

    /// Each mapping of a list; one that stands alone is a list of itself.
    func list(_ name: String, _ read: (FieldReader) -> Void) {
        guard let part = node[name], !part.isNull else { return }
        let elements: [YAMLNode]
        if case .sequence(let all) = part.kind { elements = all } else { elements = [part] }
        guard elements.count <= 1000 else {
            problems.add(part, "\(prefix)\(name): expected at most 1000 elements, found \(elements.count)")
            return
        }
        for element in elements { read(FieldReader("\(prefix)\(name)[].", element, problems)) }
    }

    private func read<Value>(
        _ name: String, _ value: inout Value, _ parse: (YAMLNode, ScenarioField) throws(YAMLError) -> Value
    ) {
        let path = prefix + name
        guard let part = node[name], let field = ScenarioField.all.first(where: { $0.path == path }) else { return }
        do throws(YAMLError) {
            value = try parse(part, field)
        } catch {
            problems.add(error, path)
        }
    }

    static func duration(_ node: YAMLNode, in range: ClosedRange<Duration>) throws(YAMLError) -> Duration {
        let expected =
            "a duration such as 500ms, 10s or 5m, from \(DurationText.format(range.lowerBound)) to "
            + DurationText.format(range.upperBound)
        guard case .scalar(let text, _) = node.kind, let value = DurationText.parse(text), range.contains(value) else {
            throw node.mismatch(expected)
        }
        return value
    }
}
