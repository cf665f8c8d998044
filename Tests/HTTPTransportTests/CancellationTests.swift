import HTTPTransport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CancellationTests {
    @Test func beforeTheStartNothingIsSent() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try await withTransport { transport in
            let gate = Gate()
            let task = Task {
                await gate.opened()
                return await failure(transport, HTTPRequest(method: .post, url: server.url(), body: [1]))
            }
            task.cancel()
            gate.open()
            let error = await task.value
            #expect(error?.code == .cancelled)
            #expect(error?.reach == .neverSent)
            #expect(server.counts.requests == 0)
        }
    }

    @Test func underWayTheTransferIsAborted() async throws {
        let arrived = Gate()
        let server = try ScriptedServer { _ in
            arrived.open()
            return .hold
        }
        defer { server.stop() }
        try await withTransport { transport in
            let task = Task { await failure(transport, HTTPRequest(method: .post, url: server.url(), body: [1])) }
            await arrived.opened()
            task.cancel()
            let error = await task.value
            #expect(error?.code == .cancelled)
            #expect(error?.reach == .mayHaveBeenProcessed)
            await server.waitForAbort()
        }
    }

    @Test func waitingForASlotTheRequestLeavesTheQueue() async throws {
        let arrived = Gate()
        let gate = Gate()
        let server = try ScriptedServer { _ in
            arrived.open()
            gate.waitOnThread()
            return .respond(200)
        }
        defer { server.stop() }
        try await withTransport {
            $0.maximumConcurrent = 1
        } _: { (transport: HTTPTransport) async throws in
            async let first = transport.send(HTTPRequest(url: server.url()))
            await arrived.opened()
            let waiting = Task { await failure(transport, HTTPRequest(url: server.url())) }
            waiting.cancel()
            let error = await waiting.value
            #expect(error?.code == .cancelled)
            #expect(error?.reach == .neverSent)
            gate.open()
            let answer1 = try await first.status
            #expect(answer1 == 200)
            #expect(server.counts.requests == 1)
        }
    }

    @Test func fromTheTransportsOwnThread() async throws {
        let arrived = Gate()
        let server = try ScriptedServer { _ in
            arrived.open()
            return .hold
        }
        defer { server.stop() }
        try await withTransport { transport in
            let resident = Resident(transport)
            let task = Task { try await resident.call(HTTPRequest(url: server.url())) }
            await arrived.opened()
            transport.execute { task.cancel() }
            await #expect(throws: HTTPTransportError.self) { try await task.value }
        }
    }

    @Test func manyAtRandomMomentsLeaveNothingBehind() async throws {
        let server = try ScriptedServer { $0.ordinal % 3 == 0 ? .close : .respond(200, body: $0.body) }
        defer { server.stop() }
        try await withTransport {
            $0.maximumConcurrent = 8
        } _: { transport in
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<2000 {
                    group.addTask {
                        let task = Task {
                            try await transport.send(HTTPRequest(method: .post, url: server.url(), body: [1, 2, 3]))
                        }
                        for _ in 0..<(index % 7) { await Task.yield() }
                        if index % 2 == 0 { task.cancel() }
                        _ = await task.result
                    }
                }
            }
            // Every slot is free again.
            let good = try ScriptedServer()
            defer { good.stop() }
            await withTaskGroup(of: Int?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try? await transport.send(HTTPRequest(url: good.url())).status
                    }
                }
                for await status in group { #expect(status == 200) }
            }
        }
    }
}
