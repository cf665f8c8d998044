/// What the simulator saw in a case so far. Confined to its task.
final class QuotaLog {
    private(set) var calls: [QuotaCall] = []
    private var last: Int64 = 0
    /// µs since 1970.
    var disturbedFrom: Int64?
    var disturbedTo: Int64?

    /// The first call, µs since 1970; 0 before.
    var start: Int64 { calls.first?.at ?? 0 }

    func read(_ simulator: SimulatorRun) async throws {
        let (new, last) = try await simulator.calls(after: last)
        calls += new
        self.last = last
    }

    /// The shortest time, µs, in which one call more than a window allows arrived: what is left of the margin is what it is longer than
    /// the window. Nil when there were never so many.
    func shortestSpan(ofMoreThan count: Int) -> Int64? {
        let times = calls.map(\.at).sorted()
        return zip(times, times.dropFirst(count)).map { $1 - $0 }.min()
    }

    /// When calls go as fast again as the minute's limit allows: the beginning of the first second with as many.
    func fullRate(after time: Int64) -> Int64? {
        let taken = calls.filter { $0.ending == .taken && $0.at >= time }.map(\.at)
        for (index, at) in taken.enumerated() {
            let many = index + 15
            if taken.indices.contains(many), taken[many] - at <= 1_000_000 { return at }
        }
        return nil
    }
}
