import FeishuSimulator

/// What a run looked like, second by second or in longer steps.
public struct Timeline: Sendable {
    /// A step of it.
    public struct Row: Sendable {
        /// Seconds since the scenario began.
        public var from: Int
        public var to: Int
        /// Calls that reached Feishu in this time.
        public var calls = 0
        /// Of them, those that Feishu throttled.
        public var refused = 0
        /// Calls that ended in it without an answer, or with a failure.
        public var failed = 0
        /// Commands that came and are not over, calls under way left out, at the row's end.
        public var waiting = 0
        /// Calls under way at the row's end.
        public var inFlight = 0
        /// Percent: of the last minute's quota at the row's end, or of that of the row's seconds if more of that was used.
        public var quota: Double?
        public var events: [String] = []
    }

    public let rows: [Row]
    /// Seconds.
    public let step: Int

    /// Steps that people like, in seconds.
    private static let steps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300]
    /// Rows that fit on a screen.
    private static let height = 60

    /// - Parameter step: in seconds; as long as it takes for some sixty rows if `nil`.
    public init(_ outcome: ScenarioOutcome, step: Int? = nil) {
        let trace = outcome.trace
        let scenario = outcome.scenario
        let seconds = Int(scenario.duration.components.seconds)
        let step = max(1, step ?? Self.steps.first { seconds <= $0 * Self.height } ?? seconds / Self.height)
        self.step = step
        var rows = stride(from: 0, to: max(1, seconds), by: step).map {
            Row(from: $0, to: min($0 + step, max(1, seconds)))
        }
        func row(_ time: Duration) -> Int? {
            let index = Int(time.components.seconds) / step
            // What happens at the very end belongs to the last row.
            return time <= scenario.duration ? min(index, rows.count - 1) : nil
        }
        for call in trace.calls {
            if let arrival = call.arrival, let index = row(arrival) {
                rows[index].calls += 1
                if call.result == .refused { rows[index].refused += 1 }
            }
            guard let end = call.end, call.result == .failed || call.result == .unsent, let index = row(end) else {
                continue
            }
            rows[index].failed += 1
        }
        for note in trace.notes {
            if let index = row(note.at) { rows[index].events.append(note.text) }
        }
        let arrivals = trace.calls.compactMap(\.arrival).sorted()
        for index in rows.indices {
            let end = rows[index].to
            if trace.rows.indices.contains(end - 1) {
                rows[index].waiting = trace.rows[end - 1].waiting
                rows[index].inFlight = trace.rows[end - 1].inFlight
            }
            let limit = scenario.limit(at: .seconds(end) - .milliseconds(1))
            var shares: [Double] = []
            if limit.perSecond > 0 {
                shares.append(Double(rows[index].calls) / Double(limit.perSecond * (end - rows[index].from)))
            }
            if limit.perMinute > 0 {
                let last = Windows.count(arrivals, from: .seconds(end - 60), .seconds(60))
                shares.append(Double(last) / Double(limit.perMinute))
            }
            rows[index].quota = shares.max().map { 100 * $0 }
        }
        self.rows = rows
    }
}
