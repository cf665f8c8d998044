/// Whether an event costs the execute stage the same, and its memory stays the same, however many commands wait.
struct BacklogBenchmark {
    private let sizes: [Int]
    private let slice: Int
    private let pairs: Int

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        slice = try options.number("slice", default: 20_000, in: 1...1_000_000)
        pairs = try options.number("pairs", default: 1, in: 1...100)
        let text = options.text("sizes", default: "1000,100000,1000000")
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        sizes = words.compactMap { Int($0) }.filter { (1...10_000_000).contains($0) }.sorted()
        guard sizes.count == words.count, Set(sizes).count == sizes.count else {
            throw BenchmarkError("--sizes: expected different numbers from 1 to 10000000 with commas, found \(text)")
        }
    }

    func run() async throws {
        let scene = try await Scene()
        var costs: [Int: [BacklogRun.Cost]] = [:]
        for round in 1...pairs {
            for size in sizes {
                let cost = try await BacklogRun(scene.part("\(size)-\(round)"), waiting: size, slice: slice).measure()
                costs[size, default: []].append(cost)
                print("round \(round) of \(pairs), \(size) waiting: \(rounded(cost.microseconds, 1)) µs/event")
            }
        }
        try await scene.close()

        print(
            "backlog: one execute process from call \(BacklogRun.warmUp) to \(BacklogRun.warmUp + slice), "
                + "\(BacklogRun.keys) keys, 12 partitions, 100 calls at once, medians, rounds: \(pairs)")
        let kept = sizes.filter { BacklogRun.isKeptUp($0, slice: slice) }.map { String($0) }
        if !kept.isEmpty { print("published beside the run, never more outstanding: \(kept.joined(separator: ", "))") }
        let processor = sizes.map { size in median((costs[size] ?? []).map(\.microseconds)) }
        var table = Table([
            "waiting", "CPU µs/event", "to the smallest", "MiB at the beginning", "at the end", "peak until then",
        ])
        for (size, microseconds) in zip(sizes, processor) {
            let all = costs[size] ?? []
            func mebibytes(_ bytes: (BacklogRun.Cost) -> Int) -> String {
                rounded(median(all.map { Double(bytes($0)) / Double(1 << 20) }), 1)
            }
            table.append([
                "\(size)", rounded(microseconds, 1), rounded(microseconds / processor[0], 3),
                mebibytes(\.memoryBefore), mebibytes(\.memoryAfter), mebibytes(\.peakMemory),
            ])
        }
        table.print()
        let spread = (processor.max() ?? .nan) / (processor.min() ?? .nan)
        print("CPU per event, the most ÷ the least: \(rounded(spread, 3)); goal: ≤ 1.1, and memory alike")
    }
}
