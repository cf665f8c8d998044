import YAML

/// Reads `expect`.
enum ExpectationReader {
    static func read(_ section: FieldReader) -> [Expectation] {
        guard case .mapping(let entries) = section.node.kind else { return [] }
        var expectations: [Expectation] = []
        for entry in entries {
            guard let metric = Metric(rawValue: entry.name) else { continue }
            do throws(YAMLError) {
                expectations.append(try read(entry.value, metric))
            } catch {
                section.problems.add(error, "expect.\(entry.name)")
            }
        }
        return expectations
    }

    private static func read(_ node: YAMLNode, _ metric: Metric) throws(YAMLError) -> Expectation {
        var expectation = Expectation(metric, line: node.mark.line)
        guard case .mapping(let entries) = node.kind else {
            if case .sequence = node.kind { throw node.mismatch("a value, or min and max") }
            let exact = try value(node, metric.unit)
            (expectation.minimum, expectation.maximum) = (exact, exact)
            return expectation
        }
        for entry in entries {
            switch entry.name {
            case "min": expectation.minimum = try value(entry.value, metric.unit)
            case "max": expectation.maximum = try value(entry.value, metric.unit)
            default: throw entry.key.mismatch("min or max")
            }
        }
        guard expectation.minimum ?? 0 <= expectation.maximum ?? .infinity, !entries.isEmpty else {
            throw node.mismatch("min, max or both, min no larger than max")
        }
        return expectation
    }

    private static func value(_ node: YAMLNode, _ unit: Metric.Unit) throws(YAMLError) -> Double {
        switch unit {
        case .count: Double(try node.int(in: 0...1_000_000_000))
        case .percent: try node.double(in: 0...1000)
        case .seconds: try FieldReader.duration(node, in: .zero ... .seconds(7200)).inSeconds
        }
    }
}
