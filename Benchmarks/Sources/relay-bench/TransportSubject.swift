import HTTPTransport

/// What `transport` measures: an actor on the transport's thread that keeps a number of requests under way.
/// Prints: answered failed seconds
struct TransportSubject {
    private let url: String
    private let requests: Int
    private let concurrency: Int
    private let body: Int
    /// Tasks are made with the transport as their preferred executor, which spares each request a step.
    private let prefersTransport: Bool

    init(_ options: BenchmarkOptions) throws {
        url = options.text("url", default: "")
        requests = try options.number("requests", default: 1, in: 1...10_000_000)
        concurrency = try options.number("concurrency", default: 100, in: 1...1024)
        prefersTransport = options.text("prefer", default: "no") == "yes"
        body = try options.number("body", default: 1100, in: 0...(1 << 20))
    }

    func run() async throws {
        var configuration = HTTPTransportConfiguration()
        configuration.maximumConcurrent = concurrency
        configuration.usesEnvironmentProxy = false
        // As the relay has it, and the bare loop.
        configuration.acceptsCompression = false
        let transport = try HTTPTransport(configuration: configuration)
        let caller = Caller(
            transport,
            HTTPRequest(
                method: .post, url: url,
                headers: [
                    ("Content-Type", "application/json; charset=utf-8"),
                    ("Authorization", "Bearer t-0123456789abcdef0123456789abcdef01234567"),
                ],
                body: [UInt8](repeating: 0x61, count: body)),
            requests)
        let start = ContinuousClock.now
        await caller.run(concurrency, prefersTransport ? transport : nil)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let (answered, failed) = await caller.counts
        await transport.close(deadline: .seconds(1))
        print("\(answered) \(failed) \(rounded(seconds, 6))")
    }

    private actor Caller {
        private let transport: HTTPTransport
        private let request: HTTPRequest
        private var left: Int
        private var answered = 0
        private var failed = 0

        nonisolated var unownedExecutor: UnownedSerialExecutor { transport.unowned }

        init(_ transport: HTTPTransport, _ request: HTTPRequest, _ requests: Int) {
            self.transport = transport
            self.request = request
            left = requests
        }

        var counts: (answered: Int, failed: Int) { (answered, failed) }

        func run(_ concurrency: Int, _ preferred: (any TaskExecutor)?) async {
            await withDiscardingTaskGroup { group in
                for _ in 0..<concurrency { group.addTask(executorPreference: preferred) { await self.work() } }
            }
        }

        private func work() async {
            while left > 0 {
                left -= 1
                if (try? await transport.send(request))?.status == 200 { answered += 1 } else { failed += 1 }
            }
        }
    }
}
