import Dispatch
import Glibc
import Testing

@testable import HTTPServer

@Suite(.timeLimit(.minutes(1)))
struct HTTPServerAnswersTests {
    @Test func answersNotBeforeTheDelay() async throws {
        let server = try server { request in
            .later(after: .milliseconds(Int(request.queryValue("ms") ?? "") ?? 0), .text(request.target))
        }
        defer { server.stop() }
        let port = server.port
        try await withThrowingTaskGroup { group in
            for delay in [300, 100, 200, 1, 0, -5] {
                group.addTask {
                    let clock = ContinuousClock()
                    let client = try RawClient(port: port)
                    let start = clock.now
                    #expect(try await client.get("/?ms=\(delay)").text == "/?ms=\(delay)")
                    #expect(clock.now - start >= .milliseconds(delay))
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func answersFromAnyThread() async throws {
        let server = try server { request in
            .deferred { responder in
                DispatchQueue.global().async {
                    #expect(responder.send(.text(request.path)))
                    #expect(!responder.send(.text("second")))
                }
            }
        }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        for number in 0..<500 {
            #expect(try await client.get("/\(number)").text == "/\(number)")
        }
    }

    @Test func answersWithinTheHandler() async throws {
        let server = try server { _ in .deferred { $0.send(.text("at once")) } }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        #expect(try await client.get("/").text == "at once")
        #expect(try await client.get("/").text == "at once")
    }

    @Test func answersForAResponderThatWasDropped() async throws {
        let server = try server { _ in .deferred { _ in } }
        defer { server.stop() }
        #expect(try await RawClient(port: server.port).get("/").status == 500)
    }

    @Test func aClientThatLeftDoesNoHarm() async throws {
        let responders = Collected<ServerResponder>()
        let server = try server { request in
            request.path == "/wait" ? .deferred { responders.add($0) } : .now(.text("fine"))
        }
        defer { server.stop() }
        for _ in 0..<50 {
            let client = try RawClient(port: server.port)
            try await client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n")
        }
        for responder in await responders.take(50) { #expect(responder.send(.text("nobody hears"))) }
        #expect(try await RawClient(port: server.port).get("/").text == "fine")
        await until { server.connectionCount == 0 }
    }

    @Test func stopsWhileHundredsWait() async throws {
        let responders = Collected<ServerResponder>()
        let server = try server { request in
            request.path == "/later"
                ? .later(after: .seconds(3600), .text("never")) : .deferred { responders.add($0) }
        }
        var clients: [RawClient] = []
        for number in 0..<200 {
            let client = try RawClient(port: server.port)
            try await client.send("GET \(number % 2 == 0 ? "/later" : "/deferred") HTTP/1.1\r\nHost: h\r\n\r\n")
            clients.append(client)
        }
        let held = await responders.take(100)
        await until { server.waitingCount == 200 }
        let clock = ContinuousClock()
        let start = clock.now
        server.stop()
        #expect(clock.now - start < .seconds(5))
        for client in clients { #expect(try await client.response().status == 503) }
        for responder in held { #expect(!responder.send(.text("too late"))) }
        #expect(throws: RawClient.Failure.system(ECONNREFUSED)) { try RawClient(port: server.port) }
        server.stop()
    }

    @Test func stopsFromItsOwnHandler() async throws {
        let stopped = Collected<Bool>()
        let holder = Holder()
        let server = try server { _ in
            holder.server?.stop()
            stopped.add(true)
            return .now(.text("the last"))
        }
        holder.server = server
        let client = try RawClient(port: server.port)
        #expect(try await client.get("/").text == "the last")
        #expect(await stopped.take(1) == [true])
        holder.server = nil
        await until { (try? RawClient(port: server.port)) == nil }
    }

    @Test func stopsWhenLetGo() async throws {
        var server: HTTPServer? = try server()
        let port = try #require(server?.port)
        #expect(try await RawClient(port: port).get("/a").text == "/a")
        server = nil
        #expect(throws: RawClient.Failure.system(ECONNREFUSED)) { try RawClient(port: port) }
    }
}
