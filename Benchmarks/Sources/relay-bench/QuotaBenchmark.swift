/// Whether a backlog uses Feishu's quota in full and never exceeds it, in real time: with one process and several, while they come and
/// go, in storms and in outages, and beside bulk work.
struct QuotaBenchmark: Sendable {
    private let cases: [QuotaCase]
    private let minutes: Int
    private let isSideBySide: Bool

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        minutes = try options.number("minutes", default: 10, in: 2...120)
        // Without its tool one is left out, unless it is asked for.
        let usual = QuotaCase.allCases.filter { $0 != .refused || Toxiproxy.program != nil }
        let names = options.text("cases", default: usual.map(\.rawValue).joined(separator: ","))
        let words = names.split(separator: ",", omittingEmptySubsequences: false)
        cases = words.compactMap { QuotaCase(rawValue: String($0)) }
        guard cases.count == words.count, Set(cases).count == cases.count else {
            let known = QuotaCase.allCases.map(\.rawValue).joined(separator: ", ")
            throw BenchmarkError("--cases: expected some of \(known), with commas, found \(names)")
        }
        isSideBySide = options.text("side-by-side", default: "yes") == "yes"
    }

    func run() async throws {
        let scene = try await Scene()
        var reports: [QuotaCase: [[String]]] = [:]
        // They spend their time waiting for the quota: ten beside each other leave a processor idle.
        try await withThrowingTaskGroup(of: (QuotaCase, [[String]]).self) { group in
            for name in cases {
                let part = scene.part(name.rawValue)
                let settings = part.relaySettings(events: try await part.makeEvents("quota", partitions: 24))
                let (cluster, minutes) = (scene.cluster, minutes)
                group.addTask {
                    if name == .held {
                        return (name, try await HeldRun(cluster, settings, minutes: minutes).measure())
                    }
                    return (name, try await QuotaRun(name, cluster, settings, minutes: minutes).measure())
                }
                if !isSideBySide, let (name, rows) = try await group.next() { reports[name] = rows }
            }
            for try await (name, rows) in group { reports[name] = rows }
        }
        try await scene.close()
        print("quota: 50 a second, 1000 a minute, both windows sliding and strictly enforced, \(minutes) minutes each")
        var table = Table(["case", "figure", "measured", "goal"])
        for name in cases { for row in reports[name] ?? [] { table.append([name.rawValue] + row) } }
        table.print()
    }
}
