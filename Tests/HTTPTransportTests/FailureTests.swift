import HTTPTransport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2)))
struct FailureTests {
    struct Expectation: Sendable, CustomTestStringConvertible {
        var name: String
        var answer: ScriptedServer.Answer
        var code: HTTPTransportError.Code
        var testDescription: String { name }
    }

    static let broken: [Expectation] = [
        Expectation(name: "reset after the request", answer: .reset, code: .connectionReset),
        Expectation(name: "closed without an answer", answer: .close, code: .emptyAnswer),
        Expectation(
            name: "closed inside the head", answer: .rawThenClose("HTTP/1.1 200 OK\r\nContent-Le"),
            code: .connectionReset),
        Expectation(
            name: "closed inside the body", answer: .rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
            code: .connectionReset),
        Expectation(
            name: "closed inside a chunk",
            answer: .rawThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"),
            code: .connectionReset),
        Expectation(
            name: "a bad chunk",
            answer: .rawThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"),
            code: .connectionReset),
        Expectation(name: "not HTTP", answer: .rawThenClose("220 mail.example\r\n\r\n"), code: .other),
        Expectation(
            name: "a declared body beyond the bound",
            answer: .rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc"), code: .bodyTooLarge),
        Expectation(
            name: "a chunked body beyond the bound",
            answer: .rawThenClose(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + String(repeating: "400\r\n" + String(repeating: "x", count: 1024) + "\r\n", count: 200)),
            code: .bodyTooLarge),
        Expectation(
            name: "many headers",
            answer: .rawThenClose("HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 300) + "\r\n"),
            code: .headersTooLarge),
        Expectation(
            name: "large headers",
            answer: .rawThenClose(
                "HTTP/1.1 200 OK\r\n"
                    + String(repeating: "A: \(String(repeating: "b", count: 1000))\r\n", count: 100) + "\r\n"),
            code: .headersTooLarge),
        Expectation(
            name: "one endless header",
            answer: .rawThenClose("HTTP/1.1 200 OK\r\nA: \(String(repeating: "b", count: 300_000))\r\n\r\n"),
            code: .headersTooLarge),
    ]

    @Test(arguments: broken)
    func reportsBrokenAnswersAsPossiblyProcessed(_ expectation: Expectation) async throws {
        let server = try ScriptedServer { _ in expectation.answer }
        defer { server.stop() }
        try await withTransport {
            $0.maximumResponseBytes = 100_000
        } _: { transport in
            let error = await failure(
                transport, HTTPRequest(method: .post, url: server.url("/p?secret=1"), body: Array("b".utf8)))
            #expect(error?.code == expectation.code, "\(String(describing: error))")
            #expect(error?.reach == .mayHaveBeenProcessed)
            #expect(error?.timings != nil)
            #expect(error?.message.contains("POST \(server.url("/p")):") == true)
            #expect(error?.message.contains("secret") == false)
            // The handle that failed serves the next request.
            let good = try ScriptedServer()
            defer { good.stop() }
            let answer1 = try await transport.send(HTTPRequest(url: good.url())).status
            #expect(answer1 == 200)
        }
    }

    @Test func answersAreMeasuredAfterDecoding() async throws {
        // 1 MiB of zero bytes, compressed to about a kilobyte.
        let bomb = GzipFixture.megabyteOfZeros
        let server = try ScriptedServer { _ in .respond(200, headers: [("Content-Encoding", "gzip")], body: bomb) }
        defer { server.stop() }
        try await withTransport {
            $0.maximumResponseBytes = 100_000
        } _: { transport in
            let error = await failure(transport, HTTPRequest(url: server.url()))
            #expect(error?.code == .bodyTooLarge)
        }
        try await withTransport { transport in
            let body = try await transport.send(HTTPRequest(url: server.url())).body
            #expect(body == [UInt8](repeating: 0, count: 1 << 20))
        }
    }

    @Test func refusedConnectionsWereNeverSent() async throws {
        let server = try ScriptedServer()
        let url = server.url("/a")
        server.stop()
        try await withTransport { transport in
            let error = await failure(transport, HTTPRequest(method: .post, url: url, body: [1]))
            #expect(error?.code == .couldNotConnect)
            #expect(error?.reach == .neverSent)
            #expect(error?.curlCode == 7)
        }
    }

    @Test func unknownHostsWereNeverSent() async throws {
        try await withTransport { transport in
            let error = await failure(
                transport, HTTPRequest(url: "http://host.invalid/", connectTimeout: .seconds(20)))
            #expect(error?.code == .couldNotResolve)
            #expect(error?.reach == .neverSent)
        }
    }

    @Test func aHandshakeThatNeverEndsTimesOutUnsent() async throws {
        let server = try ScriptedServer(.ignore)
        defer { server.stop() }
        try await withTransport { transport in
            let url = "https://127.0.0.1:\(server.port)/"
            let error = await failure(transport, HTTPRequest(url: url, connectTimeout: .milliseconds(200)))
            #expect(error?.code == .timedOut)
            #expect(error?.reach == .neverSent)
        }
    }

    @Test func aResetBeforeTheHandshakeWasNeverSent() async throws {
        let server = try ScriptedServer(.reset)
        defer { server.stop() }
        try await withTransport { transport in
            let error = await failure(transport, HTTPRequest(url: "https://127.0.0.1:\(server.port)/"))
            // Which of them depends on how far the client is when the reset arrives.
            #expect([.tls, .connectionReset, .couldNotConnect].contains(error?.code))
            #expect(error?.reach == .neverSent)
        }
    }

    @Test func aConnectionThatIsNotAcceptedTimesOutUnsent() async throws {
        // Nobody accepts, and the queue of one is full: further handshakes of TCP stay unanswered.
        let (listener, port) = try makeListener(backlog: 0)
        defer { closeSocket(listener) }
        try await withTransport { transport in
            let request = HTTPRequest(
                url: "http://127.0.0.1:\(port)/", timeout: .seconds(5), connectTimeout: .milliseconds(300))
            let errors = await withTaskGroup(of: HTTPTransportError?.self) { group in
                for _ in 0..<8 { group.addTask { await failure(transport, request) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(errors.contains { $0?.code == .timedOut && $0?.reach == .neverSent })
            // Those that reached the queue were handed their request.
            #expect(errors.allSatisfy { $0?.code == .timedOut })
        }
    }

    @Test func anAnswerThatNeverComesTimesOutAsPossiblyProcessed() async throws {
        let server = try ScriptedServer { _ in .hold }
        defer { server.stop() }
        try await withTransport { transport in
            let error = await failure(transport, HTTPRequest(url: server.url(), timeout: .milliseconds(200)))
            #expect(error?.code == .timedOut)
            #expect(error?.reach == .mayHaveBeenProcessed)
            #expect((error?.timings?.total ?? .zero) >= .milliseconds(200))
            // Its connection isn't used again.
            await server.waitForAbort()
        }
    }

    @Test(arguments: [Duration.zero, .seconds(-5), .nanoseconds(1)])
    func aTimeoutOfNothingIsNotEndless(_ timeout: Duration) async throws {
        let server = try ScriptedServer { _ in .hold }
        defer { server.stop() }
        try await withTransport { transport in
            #expect(await failure(transport, HTTPRequest(url: server.url(), timeout: timeout))?.code == .timedOut)
        }
    }

    @Test func aPostThatADeadConnectionSwallowedIsNotRepeated() async throws {
        let server = try ScriptedServer { $0.connection == 1 && $0.ordinal == 2 ? .close : .respond(200) }
        defer { server.stop() }
        try await withTransport { transport in
            let request = HTTPRequest(method: .post, url: server.url(), body: [1])
            let answer2 = try await transport.send(request).status
            #expect(answer2 == 200)
            let error = await failure(transport, request)
            #expect(error?.code == .connectionReset)
            #expect(error?.reach == .mayHaveBeenProcessed)
            #expect(server.counts.requests == 2)
        }
    }

    @Test(arguments: [
        HTTPRequest(method: .get, url: ""), HTTPRequest(method: .post, url: "", body: [1], isIdempotent: true),
    ])
    func anIdempotentRequestIsRepeated(_ template: HTTPRequest) async throws {
        let server = try ScriptedServer { $0.connection == 1 && $0.ordinal == 2 ? .close : .respond(200) }
        defer { server.stop() }
        try await withTransport { transport in
            var request = template
            request.url = server.url()
            let answer3 = try await transport.send(request).status
            #expect(answer3 == 200)
            let answer4 = try await transport.send(request).status
            #expect(answer4 == 200)
            #expect(server.counts.requests == 3)
        }
    }

    @Test(arguments: [
        ("", HTTPTransportError.Code.invalidURL), ("http://", .invalidURL), ("http://a b/", .invalidURL),
        ("http://h/\r\nX: y", .invalidURL), ("http://h:99999/", .invalidURL), ("http://h/\0", .invalidURL),
        ("ftp://127.0.0.1/", .unsupported), ("file:///etc/passwd", .unsupported), ("gopher://127.0.0.1/", .unsupported),
    ])
    func refusesURLs(_ url: String, _ code: HTTPTransportError.Code) async throws {
        try await withTransport { transport in
            let error = await failure(transport, HTTPRequest(url: url))
            #expect(error?.code == code, "\(String(describing: error))")
            #expect(error?.reach == .neverSent)
        }
    }

    @Test func refusesPlainHTTPWhereOnlyHTTPSIsAllowed() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try await withTransport {
            $0.allowedSchemes = [.https]
        } _: { transport in
            #expect(await failure(transport, HTTPRequest(url: server.url()))?.code == .unsupported)
            #expect(server.counts.connections == 0)
        }
    }

    @Test(arguments: [
        ("A", "b\r\nInjected: yes"), ("A\r\nInjected", "yes"), ("A:", "b"), ("", "b"), ("A b", "c"), ("A", "\u{0}"),
        ("Content-Length", "3"), ("transfer-encoding", "chunked"), ("Connection", "close"), ("Expect", "100-continue"),
    ])
    func refusesHeaders(_ name: String, _ value: String) async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try await withTransport { transport in
            let error = await failure(transport, HTTPRequest(url: server.url(), headers: [(name, value)]))
            #expect(error?.code == .invalidRequest)
            #expect(error?.reach == .neverSent)
            let own = await failure(transport, HTTPRequest(url: server.url(), ownHeader: (name, value)))
            #expect(own?.code == .invalidRequest)
            #expect(own?.reach == .neverSent)
            #expect(server.counts.requests == 0)
        }
    }

    @Test func hidesSecretsInMessages() async throws {
        try await withTransport { transport in
            let error = await failure(transport, HTTPRequest(url: "http://me:hush@127.0.0.1:1/p?token=hush#hush"))
            #expect(error?.message.contains("http://127.0.0.1:1/p") == true)
            #expect(error?.description.contains("hush") == false)
        }
    }
}
