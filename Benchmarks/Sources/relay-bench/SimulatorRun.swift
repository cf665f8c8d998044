import Foundation
import HTTPTransport
import JSON

/// One `approval-relay simulator` with Feishu's limits, and what it saw.
final class SimulatorRun: Sendable {
    let baseURL: String
    private let process: BackgroundProcess
    private let transport: HTTPTransport

    /// - Parameter otherApp: `id:secret` of a second one.
    init(perSecond: Int, perMinute: Int, otherApp: String? = nil) async throws {
        let file = try Workspace.folder().appending(path: "simulator-\(UUID().uuidString).log")
        process = try BackgroundProcess(
            try RelayRun.program(),
            ["simulator", "--port", "0", "--quiet", "--per-second", "\(perSecond)", "--per-minute", "\(perMinute)"]
                + (otherApp.map { ["--app", $0] } ?? []),
            outputFile: file)
        let name = "export APPROVAL_RELAY_FEISHU_BASE_URL="
        var found: String?
        for _ in 0..<400 where found == nil {
            let lines = process.lastOutput.split(whereSeparator: \.isNewline)
            // The last line may not be whole yet.
            if lines.count > 1 { found = lines.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) } }
            try await Task.sleep(for: .milliseconds(50))
        }
        guard let found else { throw BenchmarkError("the simulator didn't start: \(process.lastOutput)") }
        baseURL = found
        var configuration = HTTPTransportConfiguration()
        configuration.usesEnvironmentProxy = false
        configuration.maximumResponseBytes = 64 << 20
        transport = try HTTPTransport(configuration: configuration)
    }

    /// Those of the journal after a number, in order; of syncs alone.
    func calls(after: Int64) async throws -> (calls: [QuotaCall], last: Int64) {
        let answer = try await control(.get, "journal?after=\(after)&limit=20000", nil)
        let entries = answer["entries"]?.array.map { Array($0) } ?? []
        let last = entries.reduce(after) { max($0, $1["sequence"]?.int64 ?? 0) }
        if let first = answer["first"]?.int64, first > after + 1 {
            throw BenchmarkError("the journal has forgotten calls \(after + 1)…\(first - 1)")
        }
        return (entries.compactMap { QuotaCall($0) }, last)
    }

    func set(_ settings: String) async throws { _ = try await control(.put, "settings", settings) }

    func inject(_ fault: String) async throws { _ = try await control(.post, "faults", fault) }

    func removeFaults() async throws { _ = try await control(.delete, "faults", nil) }

    private func control(_ method: HTTPMethod, _ path: String, _ body: String?) async throws -> JSONValue {
        let response = try await transport.send(
            HTTPRequest(
                method: method, url: baseURL + "/_simulator/" + path, headers: [("Content-Type", "application/json")],
                body: body.map { Array($0.utf8) }, timeout: .seconds(20)))
        guard (200..<300).contains(response.status) else {
            throw BenchmarkError(
                "\(path): HTTP \(response.status): \(String(decoding: response.body.prefix(500), as: UTF8.self))")
        }
        return try JSONParser().parse(response.body.isEmpty ? Array("{}".utf8) : response.body)
    }

    func close() async {
        await transport.close(deadline: .seconds(1))
        process.signal(SIGKILL)
        _ = try? await process.wait(atMost: .seconds(5))
    }
}
