/// The rules for names of metrics and labels: Prometheus' data model and its conventions, so that `promtool check metrics`
/// has nothing to say.
enum MetricName {
    static func check(_ name: String, _ kind: MetricKind, help: String, labels: [String]) throws(MetricsError) {
        guard isIdentifier(name), name.utf8.count <= 128 else {
            throw MetricsError(
                code: .invalidName, metric: name,
                message: "expected letters, digits and underscores, not beginning with a digit")
        }
        // The colon is for recording rules.
        if kind == .counter, !name.hasSuffix("_total") {
            throw MetricsError(code: .invalidName, metric: name, message: "a counter's name must end in _total")
        }
        if kind != .counter, name.hasSuffix("_total") {
            throw MetricsError(code: .invalidName, metric: name, message: "only a counter's name may end in _total")
        }
        for suffix in ["_bucket", "_sum", "_count"] where name.hasSuffix(suffix) {
            throw MetricsError(
                code: .invalidName, metric: name, message: "the ending \(suffix) belongs to the parts of histograms")
        }
        guard !help.isEmpty else {
            throw MetricsError(code: .missingHelp, metric: name, message: "expected a help text")
        }
        var seen: Set<String> = []
        for label in labels {
            guard isIdentifier(label), !label.hasPrefix("__") else {
                throw MetricsError(
                    code: .invalidLabel, metric: name,
                    message: "label '\(label)': expected letters, digits and underscores, not beginning with '__'")
            }
            guard kind != .histogram || label != "le" else {
                throw MetricsError(
                    code: .invalidLabel, metric: name, message: "label 'le' belongs to the histogram itself")
            }
            guard seen.insert(label).inserted else {
                throw MetricsError(code: .invalidLabel, metric: name, message: "label '\(label)' is given twice")
            }
        }
    }

    static func check(buckets: [Double], _ name: String) throws(MetricsError) {
        let isGrowing = zip(buckets, buckets.dropFirst()).allSatisfy { $0 < $1 }
        guard (1...64).contains(buckets.count), buckets.allSatisfy(\.isFinite), isGrowing else {
            throw MetricsError(
                code: .invalidBuckets, metric: name,
                message: "expected 1 to 64 finite bounds that grow, without the last, +Inf; found \(buckets)")
        }
    }

    private static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
