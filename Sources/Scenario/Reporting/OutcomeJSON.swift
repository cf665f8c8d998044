import JSON

/// A run as one JSON document (docs/scenarios.md).
public enum OutcomeJSON {
    public static func text(_ outcome: ScenarioOutcome, step: Int? = nil) -> String {
        let timeline = Timeline(outcome, step: step)
        var writer = JSONWriter(capacity: 16_384)
        writer.beginObject()
        writer.key("scenario")
        writer.value(outcome.scenario.name)
        writer.key("title")
        writer.value(outcome.scenario.title)
        writer.key("seed")
        writer.value("\(outcome.trace.seed)")
        writer.key("seconds")
        writer.value(outcome.scenario.duration.inSeconds)
        writer.key("as_expected")
        writer.value(outcome.isAsExpected)
        writer.key("measured")
        writer.beginObject()
        for metric in Metric.allCases {
            writer.key(metric.rawValue)
            write(outcome.measurements[metric], &writer)
        }
        writer.endObject()
        writer.key("expectations")
        writer.beginArray()
        for verdict in outcome.verdicts { write(verdict, &writer) }
        writer.endArray()
        writer.key("rows")
        writer.beginArray()
        for row in timeline.rows { write(row, &writer) }
        writer.endArray()
        writer.endObject()
        return writer.string()
    }

    private static func write(_ verdict: Verdict, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("metric")
        writer.value(verdict.expectation.metric.rawValue)
        writer.key("line")
        writer.value(verdict.expectation.line)
        writer.key("min")
        write(verdict.expectation.minimum, &writer)
        writer.key("max")
        write(verdict.expectation.maximum, &writer)
        writer.key("value")
        write(verdict.value, &writer)
        writer.key("holds")
        writer.value(verdict.holds)
        writer.endObject()
    }

    private static func write(_ row: Timeline.Row, _ writer: inout JSONWriter) {
        writer.beginObject()
        let numbers = [
            ("from", row.from), ("to", row.to), ("calls", row.calls), ("refused", row.refused), ("failed", row.failed),
            ("waiting", row.waiting), ("in_flight", row.inFlight),
        ]
        for (name, number) in numbers {
            writer.key(name)
            writer.value(number)
        }
        writer.key("quota_percent")
        write(row.quota, &writer)
        writer.key("events")
        writer.beginArray()
        for event in row.events { writer.value(event) }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ number: Double?, _ writer: inout JSONWriter) {
        guard let number else { return writer.null() }
        if let whole = Int(exactly: number) { writer.value(whole) } else { writer.value(number) }
    }
}
