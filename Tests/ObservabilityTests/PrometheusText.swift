/// A reader of Prometheus' text format, written from its description and sharing nothing with the writer, that refuses what
/// the format forbids.
struct PrometheusText {
    struct Sample: Equatable {
        let name: String
        let labels: [String: String]
        let value: Double
    }

    struct Problem: Error, CustomStringConvertible { let description: String }

    private(set) var types: [String: String] = [:]
    private(set) var help: [String: String] = [:]
    private(set) var samples: [Sample] = []

    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }

    init(_ text: String) throws {
        guard text.isEmpty || text.hasSuffix("\n") else { throw Problem(description: "the last line has no end") }
        var current = ""
        var finished: Set<String> = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            if words.first == "#" {
                guard words.count == 4 else { throw Problem(description: "header: \(line)") }
                if words[2] != current {
                    guard finished.insert(words[2]).inserted else { throw Problem(description: "apart: \(line)") }
                    current = words[2]
                }
                if words[1] == "HELP" {
                    help[current] = try Self.unescaped(words[3], "\\n")
                } else {
                    types[current] = words[3]
                }
                continue
            }
            let sample = try Self.sample(String(line))
            let family = types[current] == "histogram" ? ["_bucket", "_sum", "_count"].map { current + $0 } : [current]
            guard family.contains(sample.name) else { throw Problem(description: "under \(current): \(line)") }
            guard !samples.contains(where: { $0.name == sample.name && $0.labels == sample.labels }) else {
                throw Problem(description: "twice: \(line)")
            }
            samples.append(sample)
        }
        try checkHistograms()
    }

    private func checkHistograms() throws {
        for (name, type) in types where type == "histogram" {
            for count in samples where count.name == name + "_count" {
                let buckets = samples.filter { sample in
                    sample.name == name + "_bucket" && sample.labels.filter { $0.key != "le" } == count.labels
                }
                let bounds = try buckets.map { try Self.number($0.labels["le"] ?? "") }
                let isGrowing = zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }
                let isCumulative = zip(buckets, buckets.dropFirst()).allSatisfy { $0.value <= $1.value }
                guard isGrowing, isCumulative, bounds.last == .infinity, buckets.last?.value == count.value,
                    value(name + "_sum", count.labels) != nil
                else { throw Problem(description: "histogram \(name) \(count.labels)") }
            }
        }
    }

    private static func sample(_ line: String) throws -> Sample {
        var rest = Array(line.unicodeScalars)[...]
        func take(while isTaken: (Unicode.Scalar) -> Bool) -> String {
            let taken = rest.prefix(while: isTaken)
            rest = rest.dropFirst(taken.count)
            return String(String.UnicodeScalarView(taken))
        }
        func expect(_ scalar: Unicode.Scalar) throws {
            guard rest.popFirst() == scalar else { throw Problem(description: "expected \(scalar): \(line)") }
        }
        func isWord(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "_" || scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        }
        let name = take(while: isWord)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest.removeFirst()
            while true {
                let label = take(while: isWord)
                try expect("=")
                try expect("\"")
                var value = ""
                while let scalar = rest.popFirst(), scalar != "\"" {
                    value.unicodeScalars.append(scalar)
                    if scalar == "\\", let next = rest.popFirst() { value.unicodeScalars.append(next) }
                }
                guard labels.updateValue(try unescaped(value, "\\\"n"), forKey: label) == nil else {
                    throw Problem(description: "label twice: \(line)")
                }
                if rest.first == "}" { break }
                try expect(",")
            }
            rest.removeFirst()
        }
        try expect(" ")
        guard !name.isEmpty else { throw Problem(description: "no name: \(line)") }
        return Sample(name: name, labels: labels, value: try number(String(String.UnicodeScalarView(rest))))
    }

    private static func number(_ text: String) throws -> Double {
        switch text {
        case "+Inf": return .infinity
        case "-Inf": return -.infinity
        case "NaN": return .nan
        default:
            guard let value = Double(text), value.isFinite else { throw Problem(description: "number: \(text)") }
            return value
        }
    }

    private static func unescaped(_ text: String, _ escapes: String) throws -> String {
        var result = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            guard let next = rest.popFirst(), escapes.unicodeScalars.contains(next) else {
                throw Problem(description: "escape: \(text)")
            }
            result.unicodeScalars.append(next == "n" ? "\n" : next)
        }
        return result
    }
}
