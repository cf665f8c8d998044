import HTTPTransport
import JSON

/// The program `counting-target`, which stands where Feishu is.
final class CountingTarget {
    struct Counts {
        var calls = 0
        var tokens = 0
        var others = 0
        /// µs since 1970; 0: no call yet.
        var firstCall: Int64 = 0
        var lastAnswer: Int64 = 0
        /// Sum of the times for which answers were held, seconds.
        var held = 0.0
        /// Calls held at one time, at most.
        var peak = 0
    }

    private var process: ChildProcess?
    private let transport: HTTPTransport
    private let parser = JSONParser()
    let baseURL: String

    init() throws {
        var process = try ChildProcess(ChildProcess.sibling("counting-target"), [])
        guard let port = process.readLine().flatMap({ Int($0) }) else {
            throw BenchmarkError("counting-target didn't start")
        }
        self.process = consume process
        baseURL = "http://127.0.0.1:\(port)"
        var configuration = HTTPTransportConfiguration()
        configuration.usesEnvironmentProxy = false
        transport = try HTTPTransport(configuration: configuration)
    }

    func reset(holdMicroseconds: Int = 0, arrivals: Int = 0) async throws {
        _ = try await get("/reset?hold_us=\(holdMicroseconds)&arrivals=\(arrivals)")
    }

    func counts() async throws -> Counts {
        let value = try await get("/stats")
        func number(_ name: StaticString) -> Int64 { value[name]?.int64 ?? 0 }
        return Counts(
            calls: Int(number("calls")), tokens: Int(number("tokens")), others: Int(number("others")),
            firstCall: number("first_us"), lastAnswer: number("last_us"), held: Double(number("held_us")) / 1e6,
            peak: Int(number("peak")))
    }

    /// µs since 1970 by number; 0: never came.
    func arrivals() async throws -> [Int64] {
        (try await get("/arrivals").array)?.map { $0.int64 ?? 0 } ?? []
    }

    /// What the transport alone takes for calls of this size to this target.
    func measureTransport(calls: Int, concurrency: Int, body: Int) throws -> (rate: Double, microseconds: Double) {
        let child = try ChildProcess(
            ChildProcess.sibling("relay-bench"),
            [
                "transport-subject", "--url", baseURL + "/open-apis/approval/v4/external_instances", "--requests",
                "\(calls)", "--concurrency", "\(concurrency)", "--body", "\(body)",
            ])
        let (lines, usage) = try child.finish()
        let words = (lines.last ?? "").split(separator: " ").compactMap { Double($0) }
        guard usage.status == 0, words.count == 3, words[0] == Double(calls), words[2] > 0 else {
            throw BenchmarkError("the transport alone failed: \(lines.joined(separator: " / "))")
        }
        return (words[0] / words[2], usage.processor * 1e6 / words[0])
    }

    func close() async throws {
        await transport.close(deadline: .seconds(1))
        _ = try process.take()?.finish()
    }

    private func get(_ path: String) async throws -> JSONValue {
        let response = try await transport.send(HTTPRequest(url: baseURL + path, timeout: .seconds(10)))
        return try parser.parse(response.body)
    }
}
