import Synchronization

@testable import HTTPServer

/// Says back what arrived: method, target, path, query, body.
@Sendable func echo(_ request: ServerRequest) -> ServerAnswer {
    let query = request.query.map { "\($0.name)=\($0.value ?? "nil")" }.joined(separator: ",")
    return .now(
        ServerResponse(
            headers: [("X-Method", request.method), ("X-Query", query), ("X-Target", request.target)],
            body: request.body.isEmpty ? Array(request.path.utf8) : request.body))
}

/// What a handler saw, for a test that waits for it.
final class Collected<Element: Sendable>: Sendable {
    private let stream: AsyncStream<Element>
    private let continuation: AsyncStream<Element>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func add(_ element: Element) { continuation.yield(element) }

    /// Waits for so many.
    func take(_ count: Int) async -> [Element] {
        var result: [Element] = []
        guard count > 0 else { return result }
        for await element in stream {
            result.append(element)
            if result.count == count { break }
        }
        return result
    }
}

/// Yields until a condition holds; the test's time limit is its end.
func until(_ condition: () -> Bool) async {
    while !condition() { await Task.yield() }
}

func server(
    _ configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
    _ handler: @escaping @Sendable (ServerRequest) -> ServerAnswer = echo
) throws -> HTTPServer {
    try HTTPServer(configuration: configuration, handler: handler)
}
