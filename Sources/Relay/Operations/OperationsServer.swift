public import HTTPServer
public import Observability

/// `/livez`, `/readyz` and `/metrics` on one port.
public final class OperationsServer: Sendable {
    private let server: HTTPServer

    public var baseURL: String { server.baseURL }

    /// - Parameters:
    ///   - listen: host:port.
    ///   - isAlive: what is wedged, if something is.
    public init(
        listen: String, metrics: MetricsRegistry, readiness: Readiness, isAlive: @escaping @Sendable () -> String?
    ) throws {
        guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]),
            (0...65_535).contains(port)
        else {
            throw RelayError(
                .config, "operations.listen: expected host:port such as 0.0.0.0:9090, found \"\(listen)\".")
        }
        let host = String(listen[..<colon])
        do {
            server = try HTTPServer(
                configuration: HTTPServerConfiguration(host: host.isEmpty ? "0.0.0.0" : host, port: port)
            ) { request in
                .now(Self.answer(request, metrics, readiness, isAlive))
            }
        } catch {
            throw RelayError(.unavailable, "operations.listen: \(error)")
        }
    }

    public func stop() { server.stop() }

    private static func answer(
        _ request: ServerRequest, _ metrics: MetricsRegistry, _ readiness: Readiness, _ isAlive: () -> String?
    ) -> ServerResponse {
        guard request.method == "GET" || request.method == "HEAD" else {
            return .text("expected GET\n", status: 405)
        }
        switch request.path {
        case "/livez":
            if let wedged = isAlive() { return .text("wedged: \(wedged)\n", status: 503) }
            return .text("ok\n")
        case "/readyz":
            let isReady = readiness.isReady
            var text = ""
            if request.query.contains(where: { $0.name == "verbose" }) {
                for (name, check) in readiness.all {
                    text += "[\(check.isReady ? "+" : "-")] \(name): \(check.detail)\n"
                }
            }
            text += isReady ? "ok\n" : "not ready\n"
            return .text(text, status: isReady ? 200 : 503)
        case "/metrics":
            var response = ServerResponse.text("")
            response.headers = [("Content-Type", MetricsRegistry.contentType)]
            response.body = metrics.bytes()
            return response
        default:
            return .text("not found; there are /livez, /readyz?verbose and /metrics\n", status: 404)
        }
    }
}
