import Foundation

/// HTTPTransport alone against a local target that answers at once, beside the bare loop in `curl-loop`: the same requests,
/// the same concurrency, in alternating rounds against one target, so that a slow minute of the machine falls on all.
struct TransportBenchmark {
    private let requests: Int
    private let pairs: Int
    private let concurrency: Int
    private let body: Int

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        requests = try options.number("requests", default: 50_000, in: 1...10_000_000)
        pairs = try options.number("pairs", default: 7, in: 1...100)
        concurrency = try options.number("concurrency", default: 100, in: 1...1024)
        body = try options.number("body", default: 1100, in: 0...(1 << 20))
    }

    struct Run {
        var rate: Double
        var microseconds: Double
        var peakMemory: Int
    }

    func run() async throws {
        var target = try ChildProcess(ChildProcess.sibling("target"), [])
        guard let port = target.readLine().flatMap({ Int($0) }) else { throw BenchmarkError("the target didn't start") }
        let url = "http://127.0.0.1:\(port)/open-apis/approval/v4/external_instances"
        let bare = ["poll", url, "\(requests)", "\(concurrency)", "\(body)"]
        let ours = [
            "transport-subject", "--url", url, "--requests", "\(requests)", "--concurrency", "\(concurrency)", "--body",
            "\(body)",
        ]
        let subjects = [
            (name: "bare libcurl multi loop (C)", program: "curl-loop", arguments: bare),
            (name: "HTTPTransport, actor on its thread", program: "relay-bench", arguments: ours),
            (name: "  and tasks that prefer it", program: "relay-bench", arguments: ours + ["--prefer", "yes"]),
        ]
        var runs = subjects.map { _ in [Run]() }
        for round in 0..<pairs {
            // Which of them goes first alternates as well.
            for index in round % 2 == 0 ? Array(subjects.indices) : subjects.indices.reversed() {
                runs[index].append(try measure(subjects[index].program, subjects[index].arguments))
            }
        }
        print("transport: \(requests) POSTs of \(body) bytes, \(concurrency) at once, \(pairs) rounds, medians")
        var table = Table(["", "requests/s", "ratio", "CPU µs/request", "ratio", "peak MiB"])
        for (subject, own) in zip(subjects, runs) {
            let pairs = zip(own, runs[0])
            table.append([
                subject.name, rounded(median(own.map(\.rate)), 0), rounded(median(pairs.map { $0.rate / $1.rate }), 3),
                rounded(median(own.map(\.microseconds)), 1),
                rounded(median(pairs.map { $0.microseconds / $1.microseconds }), 3),
                rounded(median(own.map { Double($0.peakMemory) / Double(1 << 20) }), 1),
            ])
        }
        if let rate = try runWrk(url) { table.append(["wrk, for scale", rounded(rate, 0)]) }
        let (lines, _) = try target.finish()
        table.print()
        let expected = requests * pairs * subjects.count
        print("the target answered \(lines.last ?? "?") requests, \(expected) of them in the runs above")
    }

    private func measure(_ program: String, _ arguments: [String]) throws(BenchmarkError) -> Run {
        let child = try ChildProcess(ChildProcess.sibling(program), arguments)
        let (lines, usage) = try child.finish()
        let words = (lines.last ?? "").split(separator: " ").compactMap { Double($0) }
        guard usage.status == 0, words.count == 3, words[0] == Double(requests), words[2] > 0 else {
            throw BenchmarkError("\(program) failed: \(lines.joined(separator: " / ")), status \(usage.status)")
        }
        return Run(
            rate: words[0] / words[2], microseconds: usage.processor * 1e6 / words[0], peakMemory: usage.peakMemory)
    }

    /// A load generator that does nothing else: what the target and the machine can do. `nil`: not installed.
    private func runWrk(_ url: String) throws -> Double? {
        let program = "/usr/bin/wrk"
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        let script = FileManager.default.temporaryDirectory.appending(path: "relay-bench-\(getpid()).lua")
        defer { try? FileManager.default.removeItem(at: script) }
        let text = "wrk.method = \"POST\"\nwrk.body = string.rep(\"a\", \(body))\n"
        try Data(text.utf8).write(to: script)
        let child = try ChildProcess(
            program, ["-t1", "-c\(concurrency)", "-d3s", "-s", script.path, url])
        let lines = try child.finish().lines
        let line = lines.first { $0.hasPrefix("Requests/sec:") }
        return line?.split(separator: " ").last.flatMap { Double($0) }
    }
}
