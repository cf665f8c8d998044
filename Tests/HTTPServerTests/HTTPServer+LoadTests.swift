import Dispatch
import Foundation
import Testing

@testable import HTTPServer

@Suite(.timeLimit(.minutes(1)), .serialized)
struct HTTPServerLoadTests {
    /// Of this process.
    private func residentBytes() throws -> Int {
        let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = try #require(statm.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return pages * 4096
    }

    private func descriptors() throws -> Int {
        let paths = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return paths.count
    }

    /// Every request is posted on a connection of its own; a third leaves early, a third is reset, a third reads on.
    private func churn(_ server: HTTPServer, connections: Int) async throws {
        for number in 0..<connections {
            let client = try RawClient(port: server.port)
            switch number % 3 {
            case 0:
                try await client.send("POST /later HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\nbegun")
            case 1:
                await #expect(throws: RawClient.Failure.self) { try await client.get("/reset") }
            default:
                #expect(try await client.post("/later", [UInt8](repeating: 65, count: 900)).status == 200)
            }
        }
        await until { server.connectionCount == 0 && server.waitingCount == 0 }
    }

    @Test func memoryStaysFlatOverManyConnections() async throws {
        let server = try server(HTTPServerConfiguration(connectionTimeout: .seconds(1))) { request in
            request.path == "/reset"
                ? .now(ServerResponse(fault: .resetBeforeAnswer))
                : .later(after: .nanoseconds(1), ServerResponse(body: request.body + request.body))
        }
        defer { server.stop() }
        try await churn(server, connections: 500)
        let before = try residentBytes()
        try await churn(server, connections: 3000)
        let grown = try residentBytes() - before
        // 3000 leaked connections would be more than 100 MB; other tests run beside this one.
        #expect(grown < 40 << 20)
    }

    /// libmicrohttpd 0.9.75 on epoll waits for a 129th event when exactly 128 are there.
    @Test(arguments: [1, 127, 128, 129, 256])
    func requestsThatArriveTogetherAreAllAnswered(_ count: Int) async throws {
        let (begun, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let server = try server { request in
            if request.path == "/hold" {
                begun.signal()
                _ = mayGoOn.wait(timeout: .now() + 20)
            }
            return .now(.text("ok"))
        }
        defer { server.stop() }
        let holding = try RawClient(port: server.port)
        var clients: [RawClient] = []
        for _ in 0..<count {
            let client = try RawClient(port: server.port)
            #expect(try await client.get("/").text == "ok")
            clients.append(client)
        }
        // While the server's thread is held up, a request comes on each of the others.
        try await holding.send("GET /hold HTTP/1.1\r\nHost: h\r\n\r\n")
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                begun.wait()
                continuation.resume()
            }
        }
        for client in clients { try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n") }
        mayGoOn.signal()
        #expect(try await holding.response().text == "ok")
        for client in clients { #expect(try await client.response().text == "ok") }
    }

    @Test func startingAndStoppingLeavesNoDescriptorBehind() async throws {
        func once() async throws {
            let server = try server { _ in .later(after: .milliseconds(1), .text("ok")) }
            #expect(try await RawClient(port: server.port).get("/").text == "ok")
            server.stop()
        }
        try await once()
        let before = try descriptors()
        for _ in 0..<200 { try await once() }
        // Each leak of one would leave 200; other tests open some of theirs meanwhile.
        await until { ((try? descriptors()) ?? .max) < before + 100 }
    }

    /// 400 connections, each with its next request 40…80 ms after the last: about 5000 delayed answers a second.
    @Test func keepsThousandsOfDelayedAnswersASecondInTime() async throws {
        let server = try server { request in
            .later(after: .milliseconds(Int(request.queryValue("ms") ?? "") ?? 0), .text(request.target))
        }
        defer { server.stop() }
        let port = server.port
        let answered = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let client = try RawClient(port: port)
                    for round in 0..<10 {
                        let target = "/\(number)/\(round)?ms=\(40 + (number + round) % 40)"
                        guard try await client.get(target).text == target else { return 0 }
                    }
                    return 10
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(answered == 4000)
        #expect(server.waitingCount == 0)
    }
}
