import Arguments

/// The reference of all fields, made from their table.
public enum ScenarioReference {
    /// For docs/scenarios.md.
    public static func table() -> String {
        var text = "| field | value | default | |\n|---|---|---|---|\n"
        for field in ScenarioField.all {
            let standard = field.isRequired ? "required" : field.standard.isEmpty ? "" : code(field.standard)
            text += "| `\(field.path)` | \(value(field.kind)) | \(standard) | \(field.help) |\n"
        }
        return text
    }

    /// For a terminal.
    public static func lines() -> [String] {
        ScenarioField.all.map { field in
            let standard = field.isRequired ? "; required" : field.standard.isEmpty ? "" : "; default \(field.standard)"
            return "\(field.path)\n    \(field.help)\n    \(value(field.kind))\(standard)".replacing("`", with: "")
        }
    }

    private static func code(_ text: String) -> String {
        let isValue = !text.contains("`") && !text.contains(" ") || text.hasPrefix("{")
        return isValue ? "`\(text)`" : text
    }

    private static func value(_ kind: ScenarioField.Kind) -> String {
        switch kind {
        case .text(let limit): "text, at most \(limit) characters"
        case .integer(let range):
            "integer, \(range.lowerBound)" + (range.upperBound == .max ? " or more" : " to \(range.upperBound)")
        case .number(let range): "number, \(number(range.lowerBound)) to \(number(range.upperBound))"
        case .duration(let range): "duration, \(times(range))"
        case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .delay(let range): "duration, \(times(range)), or `min`, `median` and `p99` of a spread"
        case .integers(let range): "list of integers, \(range.lowerBound) to \(range.upperBound)"
        case .mark: "`true`"
        case .section: "mapping"
        case .list: "list of mappings, or one"
        case .backlog: "integer, 0 to \(Scenario.maximumCommands), or list of mappings"
        case .range(let unit): "`min` and `max`, or one value, in " + name(unit)
        }
    }

    private static func times(_ range: ClosedRange<Duration>) -> String {
        "\(DurationText.format(range.lowerBound)) to \(DurationText.format(range.upperBound))"
    }

    private static func number(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }

    private static func name(_ unit: Metric.Unit) -> String {
        switch unit {
        case .count: "calls or commands"
        case .percent: "percent"
        case .seconds: "time (a duration)"
        }
    }
}
