import Foundation
import Synchronization
import Testing

@testable import HTTPTransport

@Suite(.timeLimit(.minutes(2)))
struct ExecutorTests {
    @Test func anActorOnTheTransportNeverLeavesItsThread() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try await withTransport { transport in
            let resident = Resident(transport)
            #expect(!transport.isCurrent)
            for _ in 0..<20 {
                let (response, stayed) = try await resident.call(HTTPRequest(url: server.url()))
                #expect(stayed)
                #expect(response.status == 200)
            }
            #expect(await resident.count == 20)
        }
    }

    @Test func sendingFromTheThreadTakesNoLock() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try await withTransport { transport in
            let resident = Resident(transport)
            let request = HTTPRequest(url: server.url())
            let posted = try await resident.mailOfOtherThreads(while: 50, request)
            #expect(posted == 0)
        }
    }

    @Test func postedWorkIsIsolatedToItsActors() async throws {
        try await withTransport { transport in
            let resident = Resident(transport)
            await withCheckedContinuation { continuation in
                transport.execute {
                    resident.assumeIsolated { $0.increment() }
                    transport.schedule(after: .zero) {
                        resident.assumeIsolated { $0.increment() }
                        continuation.resume()
                    }
                }
            }
            #expect(await resident.count == 2)
        }
    }

    @Test func aTaskMayPreferTheTransport() async throws {
        try await withTransport { transport in
            let stayed = await Task(executorPreference: transport) {
                var stayed = transport.isCurrent
                await Task.yield()
                stayed = stayed && transport.isCurrent
                return stayed
            }.value
            #expect(stayed)
        }
    }

    @Test func workOfEachThreadRunsInItsOrder() async throws {
        try await withTransport { transport in
            let threads = 8
            let each = 10_000
            let seen = await withCheckedContinuation { continuation in
                let log = WorkLog(expected: threads * each) { continuation.resume(returning: $0) }
                for thread in 0..<threads {
                    Thread.detachNewThread {
                        for index in 0..<each { transport.execute { log.append(thread, index) } }
                    }
                }
            }
            for thread in 0..<threads {
                #expect(seen.filter { $0.thread == thread }.map(\.index) == Array(0..<each))
            }
        }
    }

    @Test func noWakeUpIsLost() async throws {
        try await withTransport { transport in
            await withTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        // Each waits for its work before it posts the next, so a lost wake-up would stop it.
                        var rounds = 0
                        for _ in 0..<5_000 {
                            await withCheckedContinuation { continuation in
                                transport.execute { continuation.resume() }
                            }
                            rounds += 1
                        }
                        return rounds
                    }
                }
                for await rounds in group { #expect(rounds == 5_000) }
            }
        }
    }

    @Test func aBusyActorLetsTransfersThrough() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try await withTransport { transport in
            let busy = Task(executorPreference: transport) {
                while !Task.isCancelled { await Task.yield() }
            }
            for _ in 0..<50 {
                let answer1 = try await transport.send(HTTPRequest(url: server.url())).status
                #expect(answer1 == 200)
            }
            busy.cancel()
            await busy.value
        }
    }

    @Test func timersFireInTheOrderOfTheirDeadlines() async throws {
        try await withTransport { transport in
            let order = await withCheckedContinuation { continuation in
                let log = WorkLog(expected: 6) { continuation.resume(returning: $0.map(\.index)) }
                transport.execute {
                    // On the thread, so that all are known before the first can be due.
                    for delay in [60, 20, 40, 0, 20, 50] {
                        transport.schedule(after: .milliseconds(delay)) { log.append(0, delay) }
                    }
                }
            }
            #expect(order == [0, 20, 20, 40, 50, 60])
        }
    }

    @Test func aTimerNeverFiresEarlyAndACancelledOneNever() async throws {
        try await withTransport { transport in
            let start = ContinuousClock.now
            let log = Mutex<[String]>([])
            let end = await withCheckedContinuation { continuation in
                let unwanted = transport.schedule(after: .milliseconds(30)) { log.withLock { $0.append("unwanted") } }
                transport.schedule(after: .milliseconds(80)) { continuation.resume(returning: ContinuousClock.now) }
                transport.cancel(unwanted)
                transport.execute {
                    let mine = transport.schedule(after: .zero) { log.withLock { $0.append("mine") } }
                    transport.cancel(mine)
                }
            }
            #expect(end - start >= .milliseconds(79))
            #expect(log.withLock { $0 } == [])
        }
    }

    @Test func timersAndTransfersDoNotHoldEachOtherUp() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try await withTransport { transport in
            async let fired: Void = withCheckedContinuation { continuation in
                transport.schedule(after: .milliseconds(100)) { continuation.resume() }
            }
            for _ in 0..<20 { _ = try await transport.send(HTTPRequest(url: server.url())) }
            await fired
        }
    }
}

/// What ran, in order; tells when all of it has.
private final class WorkLog: Sendable {
    private let entries = Mutex<[(thread: Int, index: Int)]>([])
    private let expected: Int
    private let done: @Sendable ([(thread: Int, index: Int)]) -> Void

    init(expected: Int, done: @escaping @Sendable ([(thread: Int, index: Int)]) -> Void) {
        self.expected = expected
        self.done = done
    }

    func append(_ thread: Int, _ index: Int) {
        let all = entries.withLock { entries in
            entries.append((thread, index))
            return entries.count == expected ? entries : nil
        }
        if let all { done(all) }
    }
}
