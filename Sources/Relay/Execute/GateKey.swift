import FeishuAPI

/// What Feishu counts calls by: an app and an API.
struct GateKey: Hashable {
    var app: String
    var endpoint: FeishuEndpoint
}
