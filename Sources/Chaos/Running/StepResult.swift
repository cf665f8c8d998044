import JSON

/// What came of a step: a line of the results file, and the summary on the terminal.
public struct StepResult: Sendable {
    public var name: String
    /// Why it was not run; nil when it was.
    public var skipped: String?
    public var verdict = Verdict()
    public var figures = Figures()
    public var injected = 0
    /// Milliseconds from the end of the load to everything answered and committed; nil: not within the bound.
    public var drain: Int64?
    /// Where logs and histories are, when they were kept.
    public var folder: String?
    /// How the first violations came about.
    public var histories: [[String]] = []

    /// All calls, claims and fates of processes.
    var timeline: [String] = []

    public init(name: String) { self.name = name }

    public var isSound: Bool { skipped != nil || verdict.isSound }

    /// One JSON object without a line break.
    public func line() -> String {
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        writer.key("step")
        writer.value(name)
        if let skipped {
            writer.key("skipped")
            writer.value(skipped)
        } else {
            writer.key("sound")
            writer.value(verdict.isSound)
            writeCounts(&writer)
            writeFigures(&writer)
        }
        writer.endObject()
        return writer.string()
    }

    private func writeCounts(_ writer: inout JSONWriter) {
        writer.key("counts")
        writer.beginObject()
        for kind in ViolationKind.allCases {
            writer.key(kind.rawValue)
            writer.value(verdict.count(kind))
        }
        writer.endObject()
    }

    private func writeFigures(_ writer: inout JSONWriter) {
        let numbers: [(String, Int?)] = [
            ("events", figures.events), ("commands", figures.commands), ("faults", injected),
            ("calls", figures.calls), ("repeats", figures.repeats), ("set_aside", verdict.setAside),
            ("kills", figures.repeatsAfterKill.count),
            ("repeats_after_kill_p50", figures.repeatsAfterKill(percentile: 0.5)),
            ("repeats_after_kill_p99", figures.repeatsAfterKill(percentile: 0.99)),
            ("drain_ms", drain.map { Int($0) }), ("recovery_ms", figures.recovery.map { Int($0) }),
        ]
        for (name, number) in numbers {
            writer.key(name)
            if let number { writer.value(number) } else { writer.null() }
        }
    }

    /// A few lines for people.
    public var summary: String {
        if let skipped { return "\(name): skipped: \(skipped)" }
        func text(_ number: (some BinaryInteger)?) -> String { number.map { "\($0)" } ?? "–" }
        let counts = ViolationKind.allCases.map { "\($0.rawValue) \(verdict.count($0))" }.joined(separator: ", ")
        return """
            \(name): \(verdict.isSound ? "sound" : "VIOLATIONS")
              \(figures.events) events, \(figures.commands) commands, \(injected) faults, \(figures.calls) calls, \
            \(figures.repeats) repeats (after a kill p50 \(text(figures.repeatsAfterKill(percentile: 0.5))), p99 \
            \(text(figures.repeatsAfterKill(percentile: 0.99)))), drained in \(text(drain)) ms, 95 % of the rate after \
            \(text(figures.recovery)) ms
              \(counts)
            """
    }
}
