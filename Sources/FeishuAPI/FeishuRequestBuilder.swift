import JSON

/// Makes the HTTP requests; the only place that knows Feishu's headers. Confined to its owner's actor.
final class FeishuRequestBuilder {
    let hosts: FeishuHosts
    private var urls: [FeishuEndpoint: String] = [:]
    /// The headers that the last token went out with.
    private var authorized: (token: Secret, headers: [FeishuHTTPHeader])?
    private static let unauthorized = [FeishuHTTPHeader("Content-Type", "application/json; charset=utf-8")]

    init(hosts: FeishuHosts) { self.hosts = hosts }

    func request(
        _ endpoint: FeishuEndpoint, suffix: String = "", query: [(name: String, value: String)] = [], body: [UInt8],
        token: Secret?, requestID: String, timeout: Duration
    ) -> FeishuHTTPRequest {
        var url = url(of: endpoint)
        if !suffix.isEmpty { url += suffix }
        var separator = "?"
        for (name, value) in query {
            url += separator + name + "=" + PercentEncoding.encode(value)
            separator = "&"
        }
        return FeishuHTTPRequest(
            method: endpoint.method, url: url, headers: headers(token), requestID: requestID, body: body,
            timeout: timeout)
    }

    private func url(of endpoint: FeishuEndpoint) -> String {
        if let url = urls[endpoint] { return url }
        let url = hosts.url(of: endpoint)
        urls[endpoint] = url
        return url
    }

    private func headers(_ token: Secret?) -> [FeishuHTTPHeader] {
        guard let token else { return Self.unauthorized }
        if let authorized, authorized.token == token { return authorized.headers }
        let headers = [FeishuHTTPHeader("Authorization", "Bearer " + token.exposed)] + Self.unauthorized
        authorized = (token, headers)
        return headers
    }

    static func object(_ members: [(name: String, value: String)]) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        for (name, value) in members {
            writer.key(name)
            writer.value(value)
        }
        writer.endObject()
        return writer.bytes()
    }
}
