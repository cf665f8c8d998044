import HTTPTransport
import JSON

/// Calls the control interfaces of simulator and proxy; JSON both ways.
struct ControlClient: Sendable {
    let base: String
    private let transport: HTTPTransport

    init(_ base: String, transport: HTTPTransport) {
        self.base = base
        self.transport = transport
    }

    static func makeTransport() throws -> HTTPTransport {
        var configuration = HTTPTransportConfiguration()
        configuration.requestTimeout = .seconds(10)
        configuration.maximumResponseBytes = 64 << 20
        configuration.usesEnvironmentProxy = false
        configuration.userAgent = "relay-chaos"
        return try HTTPTransport(configuration: configuration)
    }

    /// - Throws: when there is no answer, or one that isn't 2xx.
    @discardableResult
    func call(_ method: HTTPMethod, _ path: String, _ body: String? = nil) async throws -> JSONValue? {
        let request = HTTPRequest(
            method: method, url: base + path, headers: [("Content-Type", "application/json")],
            body: body.map { Array($0.utf8) })
        let response = try await transport.send(request)
        guard (200..<300).contains(response.status) else {
            throw ChaosError(
                "\(method.rawValue) \(base)\(path): HTTP \(response.status): "
                    + String(decoding: response.body.prefix(500), as: UTF8.self))
        }
        return response.body.isEmpty ? nil : try JSONParser().parse(response.body)
    }

    /// Repeats until there is an answer; 20 s at most.
    func waitUntilReady(_ path: String) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            do {
                _ = try await call(.get, path)
                return
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                try await ContinuousClock().sleep(for: .milliseconds(50))
            }
        }
    }
}
