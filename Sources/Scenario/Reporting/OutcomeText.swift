import Arguments
import Foundation

/// A run as text: a row for each step, then what was measured and whether it was expected.
public enum OutcomeText {
    private static let barWidth = 20

    /// - Parameters:
    ///   - step: of the rows, in seconds; `nil` for some sixty rows.
    ///   - isBrief: leaves the rows out.
    public static func lines(_ outcome: ScenarioOutcome, step: Int? = nil, isBrief: Bool = false) -> [String] {
        var lines = [
            outcome.scenario.title,
            "\(outcome.scenario.name): \(DurationText.format(outcome.scenario.duration)) of simulated time, seed \(outcome.trace.seed)",
            "",
        ]
        if !isBrief { lines += rows(Timeline(outcome, step: step)) + [""] }
        return lines + results(outcome)
    }

    private static func rows(_ timeline: Timeline) -> [String] {
        let head =
            left("time", 6) + ["calls", "refused", "failed", "waiting", "flight"].map { right($0, 8) }.joined()
            + "  " + left("quota used", barWidth + 6) + "  events"
        return [head]
            + timeline.rows.map { row in
                let numbers = [row.calls, row.refused, row.failed, row.waiting, row.inFlight].map { right("\($0)", 8) }
                    .joined()
                let line =
                    left("\(row.from)s", 6) + numbers + "  " + bar(row.quota) + "  "
                    + row.events.joined(separator: "; ")
                return trimmed(line)
            }
    }

    private static func bar(_ percent: Double?) -> String {
        guard let percent else { return left("no limit", barWidth + 6) }
        let full = min(barWidth, Int((percent * Double(barWidth) / 100).rounded()))
        return String(repeating: "#", count: full) + String(repeating: ".", count: barWidth - full)
            + right("\(Int(percent.rounded())) %", 6)
    }

    private static func results(_ outcome: ScenarioOutcome) -> [String] {
        var lines: [String] = []
        for metric in Metric.allCases {
            let value = outcome.measurements[metric]
            let verdicts = outcome.verdicts.filter { $0.expectation.metric == metric }
            guard value != nil || !verdicts.isEmpty else { continue }
            let known = left(metric.rawValue, 24) + right(text(value, metric.unit), 12)
            guard let verdict = verdicts.first else {
                lines.append("        " + known)
                continue
            }
            lines.append(left(verdict.holds ? "ok" : "FAILED", 8) + known + "   expected " + range(verdict.expectation))
        }
        let failed = outcome.verdicts.count { !$0.holds }
        lines.append("")
        if outcome.verdicts.isEmpty {
            lines.append("Nothing was expected.")
        } else if failed == 0 {
            lines.append("All \(outcome.verdicts.count) expectations held.")
        } else {
            lines.append("\(failed) of \(outcome.verdicts.count) expectations did not hold.")
        }
        return lines
    }

    private static func range(_ expectation: Expectation) -> String {
        let unit = expectation.metric.unit
        switch (expectation.minimum, expectation.maximum) {
        case (let low?, let high?) where low == high: return text(low, unit)
        case (let low?, let high?): return "\(text(low, unit)) to \(text(high, unit))"
        case (let low?, nil): return "at least \(text(low, unit))"
        case (nil, let high?): return "at most \(text(high, unit))"
        case (nil, nil): return "anything"
        }
    }

    private static func text(_ value: Double?, _ unit: Metric.Unit) -> String {
        guard let value else { return "none" }
        return switch unit {
        case .count: "\(Int(value))"
        case .percent: "\(decimal(value, 2)) %"
        case .seconds: "\(decimal(value, 3)) s"
        }
    }

    /// At most so many decimals.
    private static func decimal(_ value: Double, _ places: Int) -> String {
        let scale = pow(10, Double(places))
        let rounded = (value * scale).rounded() / scale
        return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
