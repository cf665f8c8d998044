import FeishuAPI
import HTTPTransport

/// Carries the Feishu client's requests over libcurl, on the caller's thread when that is the transport's.
struct CurlFeishuTransport: FeishuTransport {
    let transport: HTTPTransport
    private let shared = SharedHeaders()

    init(transport: HTTPTransport) { self.transport = transport }

    /// The headers that many requests share, in the transport's form: the transport knows an array again by its address.
    private final class SharedHeaders {
        private var latest: [(theirs: [FeishuHTTPHeader], ours: [(name: String, value: String)])] = []

        func form(of headers: [FeishuHTTPHeader]) -> [(name: String, value: String)] {
            for known in latest where known.theirs == headers { return known.ours }
            let form = headers.map { (name: $0.name, value: $0.value) }
            // The token's requests and those for a token.
            if latest.count >= 2 { latest.removeFirst() }
            latest.append((headers, form))
            return form
        }
    }

    nonisolated(nonsending) func send(
        _ request: FeishuHTTPRequest
    ) async throws(FeishuTransportError) -> FeishuHTTPResponse {
        let isGet = request.method == .get
        #if CHAOS_HOOKS
            // By then the transfer has begun.
            if request.url.contains("/approval/") {
                transport.schedule(after: .milliseconds(1)) { ChaosHooks.pass(.callSent) }
            }
        #endif
        let response: HTTPResponse
        do throws(HTTPTransportError) {
            response = try await transport.send(
                HTTPRequest(
                    method: isGet ? .get : .post, url: request.url,
                    headers: shared.form(of: request.sharedHeaders),
                    ownHeader: request.requestID.isEmpty ? nil : (FeishuHTTPRequest.requestIDName, request.requestID),
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
        response.headers.fields(named: read).map { FeishuHTTPHeader($0.name, $0.value) }
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
