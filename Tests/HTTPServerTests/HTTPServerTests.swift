import Testing

@testable import HTTPServer

@Suite(.timeLimit(.minutes(1)))
struct HTTPServerTests {
    @Test func answersManyRequestsOfOneConnection() async throws {
        let server = try server()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        for number in 0..<200 {
            let response = try await client.post("/p/\(number)?a=%20b&c", Array("body \(number)".utf8))
            #expect(response.status == 200)
            #expect(response.text == "body \(number)")
            #expect(response["x-method"] == "POST")
            #expect(response["x-query"] == "a= b,c=nil")
        }
    }

    @Test func deliversTheBodyOfAGet() async throws {
        let server = try server()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        try await client.send("GET /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")
        let response = try await client.response()
        #expect(response.text == "hello")
        #expect(response["x-method"] == "GET")
    }

    @Test func deliversAChunkedBody() async throws {
        let server = try server()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        try await client.send("POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
        try await client.send("5\r\nhello\r\n6;name=value\r\n world\r\n0\r\nTrailer: yes\r\n\r\n")
        #expect(try await client.response().text == "hello world")
        #expect(try await client.get("/next").text == "/next")
    }

    @Test func sendsNoBodyToHead() async throws {
        let server = try server()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        try await client.send("HEAD /abc HTTP/1.1\r\nHost: h\r\n\r\n")
        let response = try await client.response(toHead: true)
        #expect(response["content-length"] == "4")
        #expect(try await client.get("/next").text == "/next")
    }

    @Test func answersPipelinedRequestsInTheirOrder() async throws {
        let server = try server { request in
            request.path == "/slow"
                ? .later(after: .milliseconds(20), .text("slow")) : .now(.text(request.path))
        }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        let paths = ["/a", "/slow", "/b", "/slow", "/c"]
        try await client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: h\r\n\r\n" }.joined())
        var answers: [String] = []
        for _ in paths { answers.append(try await client.response().text) }
        #expect(answers == ["/a", "slow", "/b", "slow", "/c"])
    }

    @Test func givesHeadersByNameWhateverTheirCase() async throws {
        let seen = Collected<ServerRequest>()
        let server = try server { request in
            seen.add(request)
            return .now(ServerResponse(status: 204))
        }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        try await client.send("GET / HTTP/1.1\r\nhost: h\r\nX-One: 1\r\nx-ONE: 2\r\nAuthorization: Bearer é\r\n\r\n")
        #expect(try await client.response().status == 204)
        let request = try #require(await seen.take(1).first)
        #expect(request.headers["HOST"] == "h")
        #expect(request.headers.values(of: "X-one") == ["1", "2"])
        #expect(request.headers["authorization"] == "Bearer é")
        #expect(request.headers["missing"] == nil)
        #expect(request.remoteAddress == "127.0.0.1")
    }

    @Test func leavesOutAHeaderThatHTTPCannotCarry() async throws {
        let server = try server { _ in
            .now(ServerResponse(headers: [("X-Bad", "a\r\nX-Injected: b"), ("X-Good", "c"), ("Content-Length", "99")]))
        }
        defer { server.stop() }
        let response = try await RawClient(port: server.port).get("/")
        #expect(response["x-injected"] == nil)
        #expect(response["x-good"] == "c")
        #expect(response["content-length"] == "0")
    }

    @Test func turnsAnImpossibleStatusInto500() async throws {
        let server = try server { .now(ServerResponse(status: Int($0.queryValue("s") ?? "") ?? 0)) }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        for (asked, got) in [(-1, 500), (0, 500), (100, 500), (1000, 500), (Int.max, 500), (418, 418), (999, 999)] {
            #expect(try await client.get("/?s=\(asked)").status == got)
        }
    }

    @Test func namesHostPortAndRemedyOfABusyPort() async throws {
        let first = try server()
        defer { first.stop() }
        let error = #expect(throws: HTTPServerError.self) {
            try HTTPServer(configuration: HTTPServerConfiguration(port: first.port), handler: echo)
        }
        #expect(error?.code == .addressInUse)
        #expect(error?.message.contains("127.0.0.1:\(first.port)") == true)
        #expect(error?.message.contains("choose another port") == true)
    }

    @Test(arguments: [
        ("", 0, HTTPServerError.Code.invalidHost), ("no such host", 0, .invalidHost),
        ("192.0.2.1", 0, .addressNotAvailable),
        ("127.0.0.1", -1, .invalidPort), ("127.0.0.1", 65_536, .invalidPort),
    ])
    func saysWhatIsWrongWithAnAddress(host: String, port: Int, code: HTTPServerError.Code) {
        let error = #expect(throws: HTTPServerError.self) {
            try HTTPServer(configuration: HTTPServerConfiguration(host: host, port: port), handler: echo)
        }
        #expect(error?.code == code)
        #expect(error?.description.contains("\(host):\(port)") == true)
    }

    @Test func tellsItsURL() throws {
        let plain = try server()
        #expect(plain.baseURL == "http://127.0.0.1:\(plain.port)")
        plain.stop()
        let everywhere = try server(HTTPServerConfiguration(host: "0.0.0.0"))
        #expect(everywhere.baseURL == "http://127.0.0.1:\(everywhere.port)")
        everywhere.stop()
    }
}
