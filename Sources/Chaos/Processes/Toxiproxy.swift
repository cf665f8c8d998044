import Foundation
import HTTPTransport
import JSON

/// A proxy with faults: one line from each worker to the broker and to Feishu.
final class Toxiproxy: Sendable {
    /// Which way a line goes.
    enum Line: Hashable, Sendable {
        case broker(Int)
        case feishu(Int)

        var name: String {
            switch self {
            case .broker(let worker): "broker-\(worker)"
            case .feishu(let worker): "feishu-\(worker)"
            }
        }
    }

    private let process: ChildProcess
    private let control: ControlClient

    init(_ program: String, folder: URL, keeper: ProcessGuard, client: (String) -> ControlClient) async throws {
        guard let port = FreePorts.take(1).first else { throw ChaosError("no free port for the proxy") }
        process = try ChildProcess(
            program, ["-host", "127.0.0.1", "-port", "\(port)"], folder: folder, name: "toxiproxy", keeper: keeper)
        control = client("http://127.0.0.1:\(port)")
        try await control.waitUntilReady("/proxies")
    }

    /// Opens a line; replaces one of the same name.
    ///
    /// - Parameter port: to listen on; 0 takes a free one.
    /// - Returns: host and port that it listens on.
    @discardableResult
    func open(_ line: Line, port: Int, upstream: String) async throws -> String {
        _ = try? await control.call(.delete, "/proxies/\(line.name)")
        let answer = try await control.call(
            .post, "/proxies",
            #"{"name":"\#(line.name)","listen":"127.0.0.1:\#(port)","upstream":"\#(upstream)","enabled":true}"#)
        guard let address = answer?["listen"]?.stringValue else {
            throw ChaosError("the proxy doesn't say where \(line.name) listens")
        }
        return address
    }

    /// Cuts a line, or mends it: connections are closed and new ones refused.
    func setCut(_ line: Line, _ isCut: Bool) async throws {
        try await control.call(.post, "/proxies/\(line.name)", #"{"enabled":\#(!isCut)}"#)
    }

    /// Keeps connections open and lets nothing through.
    func setHalfOpen(_ line: Line, _ isHalfOpen: Bool) async throws {
        for stream in ["upstream", "downstream"] {
            try await set(line, "half-open-\(stream)", "timeout", stream, #"{"timeout":0}"#, isHalfOpen)
        }
    }

    /// Delays what passes by this many milliseconds, and up to half as much again.
    func setSlow(_ line: Line, _ milliseconds: Int?) async throws {
        let delay = milliseconds ?? 0
        for stream in ["upstream", "downstream"] {
            try await set(
                line, "slow-\(stream)", "latency", stream, #"{"latency":\#(delay),"jitter":\#(delay / 4)}"#,
                milliseconds != nil)
        }
    }

    private func set(
        _ line: Line, _ name: String, _ type: String, _ stream: String, _ attributes: String, _ isOn: Bool
    ) async throws {
        let path = "/proxies/\(line.name)/toxics"
        guard isOn else {
            _ = try? await control.call(.delete, "\(path)/\(name)")
            return
        }
        try await control.call(
            .post, path,
            #"{"name":"\#(name)","type":"\#(type)","stream":"\#(stream)","toxicity":1,"attributes":\#(attributes)}"#)
    }

    /// All lines as if nothing had been done to them.
    func reset() async throws { _ = try await control.call(.post, "/reset") }

    func stop() async {
        process.send(9)
        _ = await process.ended()
    }
}
