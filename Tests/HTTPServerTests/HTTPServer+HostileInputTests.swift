import ScheduleSupport
import Testing

@testable import HTTPServer

@Suite(.timeLimit(.minutes(1)))
struct HTTPServerHostileInputTests {
    private static let small = HTTPServerConfiguration(
        maximumBodyBytes: 1000, maximumHeaderBytes: 4096, connectionTimeout: .seconds(1))

    @Test(arguments: [
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\ncontent-length: 4\r\nX: y\r\n\r\nabc", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3, 4\r\n\r\nabc", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x10\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +3\r\n\r\nabc", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\nabc", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc", 0),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999999\r\n\r\n", 0),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9223372036854775807\r\n\r\n", 413),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/9.9\r\nHost: h\r\n\r\n", 0),
        ("GET\r\n\r\n", 0),
        ("\r\n\r\n\r\n", 0),
        ("GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n", 0),
        ("GET / HTTP/1.1\r\n: empty\r\nHost: h\r\n\r\n", 0),
        ("GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n", 0),
        ("GET /\u{0}\u{1}%00%zz% HTTP/1.1\r\nHost: h\r\n\r\n", 0),
        ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}", 0),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0),
    ])
    func refusesWithoutHarm(text: String, status: Int) async throws {
        let server = try server(Self.small)
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        try await client.send(text)
        if status > 0 {
            #expect(try await client.response().status == status)
        } else {
            // An answer, a close or a reset: all are well.
            client.finishSending()
            _ = try? await client.rest()
        }
        #expect(try await RawClient(port: server.port).get("/fine").text == "/fine")
    }

    @Test func readsABodyThatIsTooLongToItsEndAndThenSays413() async throws {
        let server = try server(Self.small)
        defer { server.stop() }
        for length in [1001, 4096, 1_000_000] {
            let response = try await RawClient(port: server.port).post("/", [UInt8](repeating: 1, count: length))
            #expect(response.status == 413)
            #expect(response.text.contains("1000 bytes"))
        }
        #expect(try await RawClient(port: server.port).post("/", [UInt8](repeating: 1, count: 1000)).status == 200)
        let chunked = try RawClient(port: server.port)
        try await chunked.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in 0..<10 { try await chunked.send("100\r\n" + String(repeating: "x", count: 256) + "\r\n") }
        try await chunked.send("0\r\n\r\n")
        #expect(try await chunked.response().status == 413)
    }

    @Test func closesOnAChunkedBodyWithoutEnd() async throws {
        let server = try server(Self.small)
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        try await client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
        let chunk = "10000\r\n" + String(repeating: "x", count: 65_536) + "\r\n"
        await #expect(throws: RawClient.Failure.self) {
            for _ in 0..<1000 { try await client.send(chunk) }
        }
        #expect(try await RawClient(port: server.port).get("/fine").text == "/fine")
    }

    @Test func boundsHeadersAndTarget() async throws {
        let server = try server(Self.small)
        defer { server.stop() }
        func status(_ target: String, _ headers: String) async throws -> Int {
            let client = try RawClient(port: server.port)
            try await client.send("GET \(target) HTTP/1.1\r\nHost: h\r\n\(headers)\r\n")
            return try await client.response().status
        }
        let long = String(repeating: "x", count: 5000)
        #expect(try await status("/", "X-Long: \(long)\r\n") == 431)
        #expect(try await status("/\(long)", "") == 414)
        #expect(try await status("/", String(repeating: "a:b\r\n", count: 2000)) == 431)
        #expect(try await status("/", "X-Long: \(long.prefix(3000))\r\n") == 200)
        #expect(try await status("/\(long.prefix(3000))", "") == 200)
    }

    @Test func survivesRandomRequests() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let server = try server(Self.small) { request in
            request.body.count % 2 == 0
                ? .now(ServerResponse(body: request.body)) : .later(after: .milliseconds(1), .text("later"))
        }
        defer { server.stop() }
        let parts: [[UInt8]] =
            [
                "GET ", "POST ", "/a?b=%20", " HTTP/1.1", " HTTP/1.0", "\r\n", "\n", "\r", ":", "Host: h\r\n",
                "Content-Length: 3\r\n", "Content-Length: ", "9999999999", "-1", "Transfer-Encoding: chunked\r\n",
                "5\r\nabcde\r\n", "0\r\n\r\n", "ffffffff\r\n", "abc", "%", "%00", "Expect: 100-continue\r\n",
                "Connection: Upgrade\r\nUpgrade: h2c\r\n", "Cookie: a=b; c\r\n", "\r\n\r\n",
            ].map { Array($0.utf8) } + [[0], [0xff, 0xfe], [0x80]]
        let good = Array("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc".utf8)
        await withTaskGroup { group in
            for round in 0..<400 {
                var bytes = good
                if round % 2 == 0 {
                    bytes = (0..<Int.random(in: 1...20, using: &random)).flatMap { _ in
                        parts.randomElement(using: &random) ?? []
                    }
                }
                for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                        in: .min ... .max, using: &random)
                }
                let sent = bytes
                group.addTask {
                    guard let client = try? RawClient(port: server.port) else { return }
                    try? await client.send(sent)
                    if round % 3 > 0 {
                        client.finishSending()
                        _ = try? await client.rest()
                    }
                }
            }
        }
        #expect(try await RawClient(port: server.port).post("/fine", [1, 2]).body == [1, 2], "seed \(seed)")
        await until { server.connectionCount == 0 }
    }

    @Test func closesAConnectionThatSaysNothing() async throws {
        let server = try server(Self.small)
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        try await client.send("GET / HT")
        #expect(try await client.rest().isEmpty)
    }
}
