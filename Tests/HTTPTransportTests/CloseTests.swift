import HTTPTransport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CloseTests {
    @Test func letsTransfersUnderWayFinish() async throws {
        let arrived = Gate()
        let gate = Gate()
        let server = try ScriptedServer { _ in
            arrived.open()
            gate.waitOnThread()
            return .respond(200)
        }
        defer { server.stop() }
        try await withTransport { transport in
            async let response = transport.send(HTTPRequest(url: server.url()))
            await arrived.opened()
            async let closed: Void = transport.close(deadline: .seconds(30))
            transport.schedule(after: .milliseconds(50)) { gate.open() }
            let status = try await response.status
            #expect(status == 200)
            await closed
        }
    }

    @Test func failsHangingTransfersAtTheDeadline() async throws {
        let arrived = Gate()
        let server = try ScriptedServer { _ in
            arrived.open()
            return .hold
        }
        defer { server.stop() }
        try await withTransport {
            $0.maximumConcurrent = 1
        } _: { transport in
            async let hanging = failure(transport, HTTPRequest(url: server.url()))
            await arrived.opened()
            async let waiting = failure(transport, HTTPRequest(url: server.url()))
            let start = ContinuousClock.now
            await transport.close(deadline: .milliseconds(200))
            #expect(ContinuousClock.now - start >= .milliseconds(199))
            #expect(await hanging?.code == .closed)
            #expect(await hanging?.reach == .mayHaveBeenProcessed)
            #expect(await waiting?.code == .closed)
            #expect(await waiting?.reach == .neverSent)
            await server.waitForAbort()
        }
    }

    @Test func refusesRequestsAfterwards() async throws {
        try await withTransport { transport in
            await transport.close(deadline: .seconds(10))
            let error = await failure(transport, HTTPRequest(url: "http://127.0.0.1:1/"))
            #expect(error?.code == .closed)
            #expect(error?.reach == .neverSent)
        }
    }

    @Test func closingTwiceWaitsForTheSameEndAndTheEarlierDeadlineCounts() async throws {
        let arrived = Gate()
        let server = try ScriptedServer { _ in
            arrived.open()
            return .hold
        }
        defer { server.stop() }
        try await withTransport { transport in
            async let hanging = failure(transport, HTTPRequest(url: server.url()))
            await arrived.opened()
            async let patient: Void = transport.close(deadline: .seconds(3600))
            async let hasty: Void = transport.close(deadline: .milliseconds(10))
            _ = await (patient, hasty)
            #expect(await hanging?.code == .closed)
            await transport.close(deadline: .seconds(1))
        }
    }

    @Test func worksFromAnActorOnTheThreadAndTheActorLivesOn() async throws {
        try await withTransport { transport in
            let resident = Resident(transport)
            #expect(await resident.closeOwnTransport())
            for _ in 0..<100 { await resident.increment() }
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<100 { group.addTask { await resident.increment() } }
            }
            #expect(await resident.count == 200)
        }
    }

    @Test func workPostedDuringAndAfterTheEndStillRuns() async throws {
        for _ in 0..<20 {
            try await withTransport { transport in
                let (ran, done) = AsyncStream.makeStream(of: Int.self)
                async let closed: Void = transport.close(deadline: .zero)
                for index in 0..<200 { transport.execute { done.yield(index) } }
                await closed
                transport.execute { done.finish() }
                var seen: [Int] = []
                for await index in ran { seen.append(index) }
                #expect(seen == Array(0..<200))
            }
        }
    }
}
