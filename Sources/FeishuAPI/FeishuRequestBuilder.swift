import JSON

/// Makes the HTTP requests; the only place that knows Feishu's headers.
struct FeishuRequestBuilder {
    let hosts: FeishuHosts

    func request(
        _ endpoint: FeishuEndpoint, suffix: String = "", query: [(name: String, value: String)] = [], body: [UInt8],
        token: Secret?, requestID: String, timeout: Duration
    ) -> FeishuHTTPRequest {
        var headers: [FeishuHTTPHeader] = []
        if let token { headers.append(FeishuHTTPHeader("Authorization", "Bearer " + token.exposed)) }
        headers.append(FeishuHTTPHeader("Content-Type", "application/json; charset=utf-8"))
        if !requestID.isEmpty { headers.append(FeishuHTTPHeader("X-Request-Id", requestID)) }
        var url = hosts.url(of: endpoint) + suffix
        var separator = "?"
        for (name, value) in query {
            url += separator + name + "=" + PercentEncoding.encode(value)
            separator = "&"
        }
        return FeishuHTTPRequest(method: endpoint.method, url: url, headers: headers, body: body, timeout: timeout)
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
