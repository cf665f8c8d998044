import Testing

@testable import HTTPTransport

/// A transport for one test; environment proxies would lead it away from the loopback interface.
func withTransport(
    _ configure: (inout HTTPTransportConfiguration) -> Void = { _ in },
    _ body: (HTTPTransport) async throws -> Void
) async throws {
    var configuration = HTTPTransportConfiguration()
    configuration.usesEnvironmentProxy = false
    configure(&configuration)
    let transport = try HTTPTransport(configuration: configuration)
    do {
        try await body(transport)
    } catch {
        await transport.close(deadline: .zero)
        throw error
    }
    await transport.close(deadline: .zero)
}

/// What a request that must fail failed with.
func failure(_ transport: HTTPTransport, _ request: HTTPRequest) async -> HTTPTransportError? {
    do throws(HTTPTransportError) {
        let response = try await transport.send(request)
        Issue.record("expected an error, found status \(response.status)")
        return nil
    } catch {
        return error
    }
}

/// An actor that lives on a transport's thread.
actor Resident {
    let transport: HTTPTransport
    private(set) var count = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { transport.unowned }

    init(_ transport: HTTPTransport) {
        self.transport = transport
    }

    func increment() {
        count += 1
    }

    /// Whether it was on the thread before and after.
    func call(_ request: HTTPRequest) async throws -> (response: HTTPResponse, stayed: Bool) {
        let before = transport.isCurrent
        let response = try await transport.send(request)
        count += 1
        return (response, before && transport.isCurrent)
    }

    /// How many messages crossed threads while it sent a number of requests, one after the other.
    func mailOfOtherThreads(while requests: Int, _ request: HTTPRequest) async throws -> Int {
        let before = transport.loop.mailbox.posted
        for _ in 0..<requests { _ = try await transport.send(request) }
        return transport.loop.mailbox.posted - before
    }

    /// Sends `total` requests, at most `width` at once, and counts those that were answered with 200.
    func run(_ total: Int, width: Int, _ request: HTTPRequest) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            var started = 0
            var answered = 0
            while started < min(width, total) {
                group.addTask { await self.succeeds(request) }
                started += 1
            }
            while let succeeded = await group.next() {
                answered += succeeded ? 1 : 0
                if started < total {
                    group.addTask { await self.succeeds(request) }
                    started += 1
                }
            }
            return answered
        }
    }

    private func succeeds(_ request: HTTPRequest) async -> Bool {
        (try? await transport.send(request))?.status == 200
    }

    func closeOwnTransport() async -> Bool {
        await transport.close(deadline: .zero)
        return true
    }
}
