import FeishuAPI
import HTTPTransport

/// Carries the Feishu client's requests over libcurl, on the caller's thread when that is the transport's.
struct CurlFeishuTransport: FeishuTransport {
    let transport: HTTPTransport

    nonisolated(nonsending) func send(
        _ request: FeishuHTTPRequest
    ) async throws(FeishuTransportError) -> FeishuHTTPResponse {
        let isGet = request.method == .get
        let response: HTTPResponse
        do throws(HTTPTransportError) {
            response = try await transport.send(
                HTTPRequest(
                    method: isGet ? .get : .post, url: request.url,
                    headers: request.headers.map { (name: $0.name, value: $0.value) },
                    body: isGet && request.body.isEmpty ? nil : request.body, timeout: request.timeout))
        } catch {
            throw Self.translate(error)
        }
        return FeishuHTTPResponse(status: response.status, headers: Self.headers(of: response), body: response.body)
    }

    /// Those that the client reads; making a string of every header would cost more than the rest of the answer.
    private static let read = [
        "Content-Type", "X-Tt-Logid", "X-Request-Id", "X-Ogw-Ratelimit-Limit", "X-Ogw-Ratelimit-Reset", "Retry-After",
    ]

    private static func headers(of response: HTTPResponse) -> [FeishuHTTPHeader] {
        read.compactMap { name in response.headers[name].map { FeishuHTTPHeader(name, $0) } }
    }

    private static func translate(_ error: HTTPTransportError) -> FeishuTransportError {
        let kind: FeishuTransportError.Kind =
            switch error.code {
            case .couldNotResolve: .nameNotResolved
            case .couldNotConnect: .connectFailed
            case .tls: .tlsFailed
            case .timedOut: .timedOut
            case .connectionReset, .emptyAnswer: .connectionLost
            case .bodyTooLarge, .headersTooLarge: .answerTooLarge
            case .cancelled: .cancelled
            case .closed, .invalidURL, .invalidRequest, .invalidConfiguration, .unsupported: .unavailable
            case .other: .badAnswer
            }
        return FeishuTransportError(
            kind, reach: error.reach == .neverSent ? .neverSent : .mayHaveBeenProcessed, message: error.message)
    }
}
