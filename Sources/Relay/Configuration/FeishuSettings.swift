public import Observability

/// `feishu:` – where Feishu is and who we are there.
public struct FeishuSettings: Sendable {
    /// `base_url`: `https://open.feishu.cn`, or `https://open.larksuite.com` for Lark.
    public var baseURL = "https://open.feishu.cn"
    /// `message_base_url`: host of the bot message API if it is another, such as `https://www.feishu.cn`.
    public var messageBaseURL: String?
    /// `message_path`: `/open-apis/approval/v1/message`, or the older `/approval/openapi/v1/message`.
    public var messagePath = "/open-apis/approval/v1/message"
    /// `apps`: at least one.
    public var apps: [AppSettings] = []
    /// `default_app`: alias of the app that an event without `app` means; with one app, that one.
    public var defaultApp: String?
    /// `request_timeout`: of one call, from its start to the last byte of its answer.
    public var requestTimeout: Duration = .seconds(15)
    /// `connect_timeout`.
    public var connectTimeout: Duration = .seconds(5)
    /// `proxy`: URL of an HTTP proxy; `https_proxy` and `no_proxy` of the environment count where it isn't set.
    public var proxy: String?
    /// `ca_file`: certificates to trust instead of the system's.
    public var caFile: String?
    /// `verify_tls`: `false` is for tests only.
    public var verifiesTLS = true
    /// `http2`.
    public var usesHTTP2 = false

    public init() {}
}
