/// Writes Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).
struct MetricsText {
    private(set) var bytes: [UInt8] = []

    mutating func header(_ name: String, _ kind: MetricKind, help: String) {
        bytes += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n".utf8
    }

    mutating func sample(
        _ series: MetricSeries, _ value: Double, suffix: String = "", extra: (name: String, value: String)? = nil
    ) {
        bytes += series.name.utf8
        bytes += suffix.utf8
        var separator = "{"
        for (name, value) in zip(series.labelNames, series.labels) {
            bytes += "\(separator)\(name)=\"\(Self.escaped(value, quotes: true))\"".utf8
            separator = ","
        }
        if let extra {
            bytes += "\(separator)\(extra.name)=\"\(extra.value)\"".utf8
            separator = ","
        }
        if separator == "," { bytes.append(UInt8(ascii: "}")) }
        bytes += " \(Self.number(value))\n".utf8
    }

    /// As Go writes it, which is what Prometheus reads: no `.0`, and `+Inf`, `-Inf`, `NaN`.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if abs(value) < 9_007_199_254_740_992, let whole = Int64(exactly: value) { return String(whole) }
        return String(value)
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 0x5c || $0 == 0x0a || $0 == 0x22 }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += #"\\"#
            case "\n": result += #"\n"#
            case "\"" where quotes: result += #"\""#
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
