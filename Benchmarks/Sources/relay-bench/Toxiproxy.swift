import Foundation
import HTTPTransport

/// A place before the simulator that stops listening on request: then connections are refused, and those that are open end. Nothing else
/// of the simulator's is touched, so that its journal goes on.
final class Toxiproxy: Sendable {
    /// Of what goes through, for a relay.
    let address: String
    private let control: String
    private let process: BackgroundProcess
    private let transport: HTTPTransport

    /// `TOXIPROXY`, else one of Debian's place.
    static var program: String? {
        [ProcessInfo.processInfo.environment["TOXIPROXY"], "/usr/bin/toxiproxy-server"].compactMap { $0 }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// - Parameter target: `http://host:port`.
    init(before target: String) async throws {
        guard let program = Self.program else {
            throw BenchmarkError("the case refused needs toxiproxy-server: set TOXIPROXY to it")
        }
        let port = Int.random(in: 20_000..<30_000)
        let file = try Workspace.folder().appending(path: "toxiproxy-\(UUID().uuidString).log")
        process = try BackgroundProcess(program, ["-host", "127.0.0.1", "-port", "\(port)"], outputFile: file)
        control = "http://127.0.0.1:\(port)"
        address = "http://127.0.0.1:\(port + 10_000)"
        var configuration = HTTPTransportConfiguration()
        configuration.usesEnvironmentProxy = false
        transport = try HTTPTransport(configuration: configuration)
        let proxy = #"{"name":"feishu","listen":"127.0.0.1:\#(port + 10_000)","upstream":"\#(target.dropFirst(7))"}"#
        for attempt in 0... {
            do {
                try await post("proxies", proxy)
                break
            } catch {
                guard attempt < 100 else {
                    throw BenchmarkError("toxiproxy didn't start: \(error); its log ends so: \(process.lastOutput)")
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Whether it listens.
    func set(isListening: Bool) async throws { try await post("proxies/feishu", #"{"enabled":\#(isListening)}"#) }

    private func post(_ path: String, _ body: String) async throws {
        let response = try await transport.send(
            HTTPRequest(
                method: .post, url: control + "/" + path, headers: [("Content-Type", "application/json")],
                body: Array(body.utf8), timeout: .seconds(5)))
        guard (200..<300).contains(response.status) else {
            throw BenchmarkError("toxiproxy: \(path): HTTP \(response.status)")
        }
    }

    func close() async {
        await transport.close(deadline: .seconds(1))
        process.signal(SIGKILL)
        _ = try? await process.wait(atMost: .seconds(5))
    }
}
