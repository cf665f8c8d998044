extension ConfigurationTable {
    static let feishuKeys: [ConfigurationKey<RelayConfiguration>] = [
        ConfigurationKey(
            "feishu.base_url", .text(\.feishu.baseURL),
            "`https://open.feishu.cn`, or `https://open.larksuite.com` for Lark."),
        ConfigurationKey(
            "feishu.message_base_url", .optionalText(\.feishu.messageBaseURL),
            "Host of the bot message API, where it is another one.", example: "https://www.feishu.cn"),
        ConfigurationKey(
            "feishu.message_path", .text(\.feishu.messagePath),
            "Path of the bot message API; the older one is `/approval/openapi/v1/message`."),
        ConfigurationKey("feishu.apps", .apps(\.feishu.apps), "Required. The apps that calls are made with."),
        ConfigurationKey(
            "feishu.default_app", .optionalText(\.feishu.defaultApp),
            "Alias of the app that an event without `app` means. Required with more than one app.", example: "default"),
        ConfigurationKey(
            "feishu.request_timeout", .duration(\.feishu.requestTimeout, in: .milliseconds(100) ... .seconds(600)),
            "Of one call, from its start to the last byte of its answer."),
        ConfigurationKey(
            "feishu.connect_timeout", .duration(\.feishu.connectTimeout, in: .milliseconds(100) ... .seconds(600)),
            "Of a connection, its TLS handshake included."),
        ConfigurationKey(
            "feishu.proxy", .optionalText(\.feishu.proxy),
            "URL of an HTTP proxy; without it `https_proxy` and `no_proxy` count.",
            example: "http://proxy.example:3128", privacy: .address),
        ConfigurationKey(
            "feishu.ca_file", .optionalText(\.feishu.caFile),
            "Certificates (PEM) to trust instead of the system's.", example: "/etc/ssl/company.pem"),
        ConfigurationKey(
            "feishu.verify_tls", .boolean(\.feishu.verifiesTLS), "`false` trusts anybody; for tests only."),
        ConfigurationKey("feishu.http2", .boolean(\.feishu.usesHTTP2), "Whether HTTP/2 is used."),
    ]

    /// Fields of an entry of `feishu.apps`.
    static let appKeys: [ConfigurationKey<AppDraft>] = [
        ConfigurationKey("alias", .text(\.settings.alias), "What events call it: `[a-z0-9-]{1,32}`."),
        ConfigurationKey("app_id", .text(\.settings.appID), "Required.", example: "cli_0123456789abcdef"),
        ConfigurationKey(
            "app_secret", .secret(\.settings.appSecret), "Required where `execute` runs, or `app_secret_file`.",
            example: "${FEISHU_APP_SECRET}", privacy: .secret),
        ConfigurationKey(
            "app_secret_file", .optionalText(\.secretFile), "A file that holds the secret.",
            example: "/run/secrets/feishu-app-secret"),
        ConfigurationKey(
            "tenant_key", .optionalText(\.settings.tenantKey), "The tenant of a store app; a self-built app has none.",
            example: "2ed263bf32cf1651"),
        ConfigurationKey(
            "app_ticket_file", .optionalText(\.settings.appTicketFile),
            "A file that holds a store app's latest `app_ticket`, watched; without it the control topic brings it.",
            example: "/run/feishu/app-ticket"),
    ]

    static let appKeysByName = Dictionary(appKeys.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
}
