import Glibc
import Testing

@testable import HTTPServer

@Suite(.timeLimit(.minutes(1)))
struct ServerFaultTests {
    private func faulty() throws -> HTTPServer {
        try server { request in
            var response = ServerResponse.text("0123456789")
            switch request.path {
            case "/reset": response.fault = .resetBeforeAnswer
            case "/close": response.fault = .closeWithoutAnswer
            default: response.fault = .truncateBody(afterBytes: Int(request.queryValue("n") ?? "") ?? 0)
            }
            return request.queryValue("later") == nil ? .now(response) : .later(after: .milliseconds(5), response)
        }
    }

    @Test(arguments: ["/reset", "/reset?later"])
    func aResetIsSeenAsOne(target: String) async throws {
        let server = try faulty()
        defer { server.stop() }
        for _ in 0..<20 {
            let client = try RawClient(port: server.port)
            await #expect(throws: RawClient.Failure.system(ECONNRESET)) { try await client.get(target) }
        }
        let posted = try RawClient(port: server.port)
        await #expect(throws: RawClient.Failure.system(ECONNRESET)) {
            try await posted.post(target, [UInt8](repeating: 7, count: 100_000))
        }
        await until { server.connectionCount == 0 }
    }

    @Test(arguments: ["/close", "/close?later"])
    func aCloseIsSeenAsTheEnd(target: String) async throws {
        let server = try faulty()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        await #expect(throws: RawClient.Failure.closed) { try await client.get(target) }
    }

    @Test(arguments: [(0, "&later"), (4, ""), (9, "&later")])
    func aBodyBreaksOffWhereItShould(count: Int, later: String) async throws {
        let server = try faulty()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        try await client.send("GET /truncate?n=\(count)\(later) HTTP/1.1\r\nHost: h\r\n\r\n")
        let all = String(decoding: try await client.rest(), as: UTF8.self)
        #expect(all.contains("Content-Length: 10\r\n"))
        #expect(all.hasSuffix("\r\n\r\n" + "0123456789".prefix(count)))
    }

    @Test(arguments: [10, 11, Int.max])
    func aBreakBehindTheEndIsNone(count: Int) async throws {
        let server = try faulty()
        defer { server.stop() }
        #expect(try await RawClient(port: server.port).get("/truncate?n=\(count)").text == "0123456789")
    }

    @Test func aNegativeBreakIsAtTheBeginning() async throws {
        let server = try faulty()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        await #expect(throws: RawClient.Failure.closed) { try await client.get("/truncate?n=\(Int.min)") }
    }
}
