import FeishuAPI

/// A transport without a network: answers as scripted and keeps what it was asked.
///
/// Confined to its owner like a real one; an answer may be held back until the test releases it.
final class ScriptedTransport: FeishuTransport {
    enum Step {
        case answer(FeishuHTTPResponse)
        case fail(FeishuTransportError)
        /// Waits for ``release(_:)``.
        case hold
    }

    private(set) var requests: [FeishuHTTPRequest] = []
    /// The isolation that each request was sent in.
    private(set) var isolations: [ObjectIdentifier?] = []
    private var held: [CheckedContinuation<Step, Never>] = []
    private var script: [(suffix: String, step: Step)] = []
    /// What follows when nothing is scripted for a request.
    var fallback: (FeishuHTTPRequest) -> Step = { _ in .answer(FeishuHTTPResponse(status: 599)) }

    nonisolated(nonsending) func send(
        _ request: FeishuHTTPRequest
    ) async throws(FeishuTransportError) -> FeishuHTTPResponse {
        requests.append(request)
        isolations.append(#isolation.map { ObjectIdentifier($0) })
        var step = next(request)
        if case .hold = step {
            step = await withCheckedContinuation { held.append($0) }
        }
        switch step {
        case .answer(let response): return response
        case .fail(let error): throw error
        case .hold: throw FeishuTransportError(.unavailable, reach: .neverSent, message: "released with a hold")
        }
    }

    private func next(_ request: FeishuHTTPRequest) -> Step {
        let path = request.url.split(separator: "?").first.map { String($0) } ?? request.url
        guard let index = script.firstIndex(where: { path.hasSuffix($0.suffix) }) else { return fallback(request) }
        return script.remove(at: index).step
    }

    /// The next request whose path ends so gets this step.
    func on(_ suffix: String, _ step: Step) {
        script.append((suffix, step))
    }

    func on(_ suffix: String, status: Int = 200, headers: [FeishuHTTPHeader] = [], json: String) {
        on(suffix, .answer(FeishuHTTPResponse(status: status, headers: headers, body: Array(json.utf8))))
    }

    func onToken(_ token: String, expire: Int = 7200) {
        on(
            "/tenant_access_token/internal",
            json: #"{"code":0,"msg":"ok","tenant_access_token":"\#(token)","expire":\#(expire)}"#)
    }

    var heldCount: Int { held.count }

    /// Answers the request that has been held longest.
    func release(_ step: Step) {
        guard !held.isEmpty else { return }
        held.removeFirst().resume(returning: step)
    }

    func release(status: Int = 200, json: String) {
        release(.answer(FeishuHTTPResponse(status: status, body: Array(json.utf8))))
    }

    func count(_ suffix: String) -> Int {
        requests.count { $0.url.hasSuffix(suffix) }
    }

    /// The bearer tokens in the order of the requests that had one.
    var bearers: [String] {
        requests.compactMap { $0.header("authorization") }
    }
}
