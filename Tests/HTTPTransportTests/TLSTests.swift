import HTTPTransport
import Testing

/// Against `openssl s_server` with a self-signed certificate.
@Suite(.timeLimit(.minutes(1)), .enabled(if: LocalProcess.exists("/usr/bin/openssl"), "needs openssl"))
struct TLSTests {
    private func withServer(_ body: (_ url: String, _ caFile: String) async throws -> Void) async throws {
        let server = try LocalProcess()
        defer { server.stop() }
        try await server.makeCertificate()
        let port = try LocalProcess.freePort()
        try server.start(
            "/usr/bin/openssl",
            [
                "s_server", "-accept", "127.0.0.1:\(port)", "-key", server.path("key.pem"), "-cert",
                server.path("cert.pem"), "-www", "-quiet",
            ])
        #expect(await LocalProcess.waitForListener(port))
        try await body("https://localhost:\(port)/", server.path("cert.pem"))
    }

    @Test func refusesACertificateThatNobodySigned() async throws {
        try await withServer { url, _ in
            try await withTransport { transport in
                let error = await failure(transport, HTTPRequest(method: .post, url: url, body: [1]))
                #expect(error?.code == .tls)
                #expect(error?.reach == .neverSent)
                #expect(error?.curlCode == 60)
            }
        }
    }

    @Test func acceptsItWithItsAuthority() async throws {
        try await withServer { url, caFile in
            try await withTransport {
                $0.caFile = caFile
            } _: { transport in
                let response = try await transport.send(HTTPRequest(url: url))
                #expect(response.status == 200)
                #expect(response.timings.tls > .zero)
            }
        }
    }

    @Test func refusesItForAnotherName() async throws {
        try await withServer { url, caFile in
            try await withTransport {
                $0.caFile = caFile
            } _: { transport in
                let other = url.replacing("localhost", with: "ip6-localhost.localdomain.invalid")
                #expect(await failure(transport, HTTPRequest(url: other))?.reach == .neverSent)
                let address = url.replacing("localhost", with: "127.0.0.2")
                let error = await failure(transport, HTTPRequest(url: address, connectTimeout: .seconds(2)))
                #expect(error?.reach == .neverSent)
            }
        }
    }

    @Test func acceptsAnyWhenVerificationIsTurnedOff() async throws {
        try await withServer { url, _ in
            try await withTransport {
                $0.verifiesTLS = false
            } _: { transport in
                let answer1 = try await transport.send(HTTPRequest(url: url)).status
                #expect(answer1 == 200)
            }
        }
    }
}
