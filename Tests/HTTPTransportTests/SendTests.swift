import HTTPTransport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2)))
struct SendTests {
    @Test func returnsStatusHeadersBodyAndTimings() async throws {
        let server = try ScriptedServer { request in
            .respond(
                201,
                headers: [
                    ("X-Tt-Logid", "42"), ("Set-Cookie", "a=1"), ("set-cookie", "b=2"), ("Content-Type", "text/plain"),
                ],
                body: request.body)
        }
        defer { server.stop() }
        try await withTransport { transport in
            let body = Array("{\"k\":\"值\"}".utf8)
            let request = HTTPRequest(
                method: .post, url: server.url("/echo?x=1"), headers: [("Content-Type", "application/json")], body: body
            )
            let response = try await transport.send(request)
            #expect(response.status == 201)
            #expect(response.body == body)
            #expect(response.headers["x-tt-logid"] == "42")
            #expect(response.headers.values("Set-Cookie") == ["a=1", "b=2"])
            #expect(response.headers["absent"] == nil)
            #expect(response.httpVersion == .http11)
            #expect(!response.connectionReused)
            #expect(response.timings.total > .zero)
            #expect(response.timings.firstByte <= response.timings.total)
            #expect(response.timings.connect > .zero)
            #expect(response.timings.tls == .zero)
        }
    }

    @Test(arguments: HTTPMethod.allCases, [nil, [], Array("body".utf8)] as [[UInt8]?])
    func sendsEveryMethodWithAndWithoutBody(_ method: HTTPMethod, _ body: [UInt8]?) async throws {
        let server = try ScriptedServer { request in
            let length = request.headers["content-length"] ?? "none"
            let type = request.headers["content-type"] ?? "none"
            return .respond(
                200,
                headers: [
                    ("Seen", "\(request.method) \(length) \(type) \(request.headers["expect"] ?? "none")"),
                    ("Body", String(decoding: request.body, as: UTF8.self)),
                ])
        }
        defer { server.stop() }
        try await withTransport { transport in
            // Twice, so that the second request finds a handle that was used by another method.
            _ = try await transport.send(HTTPRequest(method: .put, url: server.url(), body: [1]))
            _ = try await transport.send(HTTPRequest(method: .head, url: server.url()))
            let response = try await transport.send(HTTPRequest(method: method, url: server.url(), body: body))
            let length: String
            switch (body, method) {
            case (nil, .get), (nil, .head), (nil, .delete): length = "none"
            default: length = "\(body?.count ?? 0)"
            }
            #expect(response.headers["Seen"] == "\(method.rawValue) \(length) none none")
            #expect(response.headers["Body"] == String(decoding: body ?? [], as: UTF8.self))
        }
    }

    @Test func aHeaderOfOneRequestAloneStaysWithIt() async throws {
        let server = try ScriptedServer { request in
            .respond(
                200, headers: [("Seen", "\(request.headers["a"] ?? "-") \(request.headers["x-request-id"] ?? "-")")])
        }
        defer { server.stop() }
        try await withTransport { transport in
            let shared = [(name: "A", value: "1")]
            for own in ["one", nil, "two", "three", nil] as [String?] {
                let request = HTTPRequest(
                    url: server.url(), headers: shared, ownHeader: own.map { ("X-Request-Id", $0) })
                let response = try await transport.send(request)
                #expect(response.headers["seen"] == "1 \(own ?? "-")")
                #expect(response.headers.fields(named: ["absent", "Seen"]).map(\.name) == ["Seen"])
            }
            #expect(server.counts.requests == 5)
        }
    }

    @Test func reusesAKeptConnection() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try await withTransport { transport in
            let answer1 = try await transport.send(HTTPRequest(url: server.url())).connectionReused
            #expect(answer1 == false)
            for _ in 0..<5 {
                let response = try await transport.send(HTTPRequest(url: server.url()))
                #expect(response.connectionReused)
                #expect(response.timings.connect == .zero)
            }
            #expect(server.counts.connections == 1)
        }
    }

    @Test func keepsWithinTheConcurrencyBound() async throws {
        let gate = Gate()
        let arrived = Gate()
        let count = Atomic(0)
        let server = try ScriptedServer { _ in
            if count.wrappingAdd(1, ordering: .relaxed).newValue == 3 { arrived.open() }
            gate.waitOnThread()
            return .respond(200)
        }
        defer { server.stop() }
        try await withTransport {
            $0.maximumConcurrent = 3
        } _: { transport in
            await withTaskGroup(of: Int?.self) { group in
                for _ in 0..<20 { group.addTask { try? await transport.send(HTTPRequest(url: server.url())).status } }
                await arrived.opened()
                gate.open()
                for await status in group { #expect(status == 200) }
            }
            #expect(server.counts.peak == 3)
            #expect(server.counts.requests == 20)
        }
    }

    @Test func waitingForASlotIsNotCountedInTheTimeout() async throws {
        let gate = Gate()
        let first = Gate()
        let server = try ScriptedServer { request in
            if request.target == "/first" {
                first.open()
                gate.waitOnThread()
            }
            return .respond(200)
        }
        defer { server.stop() }
        try await withTransport {
            $0.maximumConcurrent = 1
        } _: { transport in
            async let slow = transport.send(HTTPRequest(url: server.url("/first")))
            await first.opened()
            async let waiting = transport.send(HTTPRequest(url: server.url("/second"), timeout: .milliseconds(300)))
            transport.schedule(after: .milliseconds(900)) { gate.open() }
            let answer2 = try await slow.status
            #expect(answer2 == 200)
            let answer3 = try await waiting.status
            #expect(answer3 == 200)
        }
    }

    @Test func readsAChunkedAnswer() async throws {
        let server = try ScriptedServer { _ in
            .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n")
        }
        defer { server.stop() }
        try await withTransport { transport in
            for _ in 0..<2 {
                let answer4 = try await transport.send(HTTPRequest(url: server.url())).body
                #expect(answer4 == Array("abcdefg".utf8))
            }
            #expect(server.counts.connections == 1)
        }
    }

    @Test func keepsOnlyTheFinalAnswersHeaders() async throws {
        let server = try ScriptedServer { _ in
            .raw(
                "HTTP/1.1 103 Early Hints\r\nLink: early\r\n\r\n"
                    + "HTTP/1.1 200 OK\r\nFolded: one\r\n two\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        try await withTransport { transport in
            let headers = try await transport.send(HTTPRequest(url: server.url())).headers
            #expect(headers["Link"] == nil)
            #expect(headers["Folded"]?.hasPrefix("one") == true)
            #expect(headers["Folded"]?.hasSuffix("two") == true)
            #expect(headers["Content-Length"] == "0")
        }
    }

    @Test func doesNotFollowRedirects() async throws {
        let server = try ScriptedServer { _ in .respond(302, headers: [("Location", "http://127.0.0.1:1/")]) }
        defer { server.stop() }
        try await withTransport { transport in
            let response = try await transport.send(HTTPRequest(url: server.url()))
            #expect(response.status == 302)
            #expect(server.counts.requests == 1)
        }
    }

    @Test func sendsHeadersAsGivenEmptyValuesIncluded() async throws {
        let server = try ScriptedServer { request in
            .respond(
                200,
                headers: [
                    (
                        "Seen",
                        "[\(request.headers["empty"] ?? "absent")] \(request.headers["authorization"] ?? "absent")"
                    )
                ])
        }
        defer { server.stop() }
        try await withTransport { transport in
            // More distinct arrays than the transport keeps.
            for index in 0..<20 {
                let response = try await transport.send(
                    HTTPRequest(url: server.url(), headers: [("Empty", ""), ("Authorization", "Bearer \(index)")]))
                #expect(response.headers["Seen"] == "[] Bearer \(index)")
            }
        }
    }

    @Test func carriesALargeBodyBothWaysAndThenASmallOne() async throws {
        let server = try ScriptedServer { .respond(200, body: $0.body) }
        defer { server.stop() }
        try await withTransport { transport in
            let large = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            for body in [large, Array("small".utf8), [], large] {
                let response = try await transport.send(HTTPRequest(method: .post, url: server.url(), body: body))
                #expect(response.body == body)
            }
        }
    }

    @Test func answersTenThousandRequestsOfAnActor() async throws {
        let server = try ScriptedServer { .respond(200, body: $0.body) }
        defer { server.stop() }
        try await withTransport { transport in
            let resident = Resident(transport)
            let request = HTTPRequest(
                method: .post, url: server.url("/x"), headers: [("Content-Type", "application/json")],
                body: [UInt8](repeating: 0x61, count: 1100))
            #expect(await resident.run(10_000, width: 100, request) == 10_000)
            #expect(server.counts.requests == 10_000)
            #expect(server.counts.connections <= 64)
        }
    }
}
