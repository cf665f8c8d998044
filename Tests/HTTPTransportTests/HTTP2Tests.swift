import Foundation
import HTTPTransport
import Testing

/// Against nginx, which closes each connection after 50 requests (GOAWAY) and allows 16 streams.
@Suite(.timeLimit(.minutes(1)), .enabled(if: LocalProcess.exists("/usr/sbin/nginx"), "needs nginx-light"))
struct HTTP2Tests {
    private func withServer(_ body: (_ url: String, _ caFile: String) async throws -> Void) async throws {
        let server = try LocalProcess()
        defer { server.stop() }
        try await server.makeCertificate()
        let port = try LocalProcess.freePort()
        let text = """
            daemon off; master_process off; pid \(server.path("nginx.pid")); error_log \(server.path("error.log"));
            events { worker_connections 256; }
            http {
                access_log off; client_body_temp_path \(server.path("body")); proxy_temp_path \(server.path("proxy"));
                fastcgi_temp_path \(server.path("fcgi")); scgi_temp_path \(server.path("scgi"));
                uwsgi_temp_path \(server.path("uwsgi"));
                server {
                    listen 127.0.0.1:\(port) ssl http2;
                    http2_max_concurrent_streams 16; keepalive_requests 50;
                    ssl_certificate \(server.path("cert.pem")); ssl_certificate_key \(server.path("key.pem"));
                    location / { return 200 "ok"; }
                }
            }
            """
        try Data(text.utf8).write(to: server.directory.appending(path: "nginx.conf"))
        try server.start("/usr/sbin/nginx", ["-c", server.path("nginx.conf"), "-p", server.directory.path])
        #expect(await LocalProcess.waitForListener(port))
        try await body("https://localhost:\(port)/", server.path("cert.pem"))
    }

    @Test func manyRequestsShareFewConnections() async throws {
        try await withServer { url, caFile in
            try await withTransport {
                $0.caFile = caFile
                $0.httpVersion = .http2
            } _: { transport in
                let first = try await transport.send(HTTPRequest(url: url))
                #expect(first.httpVersion == .http2)
                #expect(first.body == Array("ok".utf8))
                let request = HTTPRequest(
                    method: .post, url: url, body: [UInt8](repeating: 1, count: 1000), isIdempotent: true)
                #expect(await Resident(transport).run(500, width: 50, request) == 500)
            }
        }
    }

    @Test func http1IsTheDefault() async throws {
        try await withServer { url, caFile in
            try await withTransport {
                $0.caFile = caFile
            } _: { transport in
                let answer1 = try await transport.send(HTTPRequest(url: url)).httpVersion
                #expect(answer1 == .http11)
            }
        }
    }
}
