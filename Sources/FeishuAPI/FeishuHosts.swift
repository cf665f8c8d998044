/// Where Feishu's APIs are: China, Lark international, a proxy in front of them, or a simulator.
///
/// Bot messages have moved once: the current documentation says `open.feishu.cn/open-apis/approval/v1/message`, the
/// tutorial and Lark's documentation still `www.feishu.cn/approval/openapi/v1/message`; hence a base of their own.
public struct FeishuHosts: Sendable, Hashable {
    /// Scheme, host, port and perhaps a path prefix; no slash at the end.
    public let base: String
    /// What stands before `/send` and `/update`.
    public let messageBase: String

    public static let feishu = FeishuHosts(trusted: "https://open.feishu.cn")
    public static let lark = FeishuHosts(
        trusted: "https://open.larksuite.com", messageBase: "https://www.larksuite.com/approval/openapi/v1/message")

    /// The older address of Feishu's bot messages.
    public static let legacyFeishuMessageBase = "https://www.feishu.cn/approval/openapi/v1/message"

    static let messagePath = "/open-apis/approval/v1/message"

    /// Throws ``FeishuHostError`` unless both are absolute `https` or `http` addresses without credentials, query or
    /// fragment. A slash at the end is dropped. Without `messageBase`, messages go to `base`.
    public init(base: String, messageBase: String? = nil) throws(FeishuHostError) {
        self.base = try Self.checked(base, setting: "base")
        if let messageBase {
            self.messageBase = try Self.checked(messageBase, setting: "message base")
        } else {
            self.messageBase = self.base + Self.messagePath
        }
    }

    private init(trusted base: String, messageBase: String? = nil) {
        self.base = base
        self.messageBase = messageBase ?? base + Self.messagePath
    }

    /// Whether nothing travels unencrypted; false is for simulators only.
    public var isEncrypted: Bool {
        base.hasPrefix("https://") && messageBase.hasPrefix("https://")
    }

    private static func checked(_ address: String, setting: String) throws(FeishuHostError) -> String {
        let scheme: String
        if address.hasPrefix("https://") {
            scheme = "https://"
        } else if address.hasPrefix("http://") {
            scheme = "http://"
        } else {
            throw FeishuHostError(
                setting: setting, address: address, problem: "begins with neither https:// nor http://")
        }
        var bytes = Array(address.utf8.dropFirst(scheme.utf8.count))[...]
        while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        guard let first = bytes.first, first != UInt8(ascii: "/"), first != UInt8(ascii: ":") else {
            throw FeishuHostError(setting: setting, address: address, problem: "names no host")
        }
        for byte in bytes {
            guard (0x21...0x7E).contains(byte) else {
                throw FeishuHostError(
                    setting: setting, address: address, problem: "has a character that no URL may have")
            }
            switch byte {
            case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "\\"):
                throw FeishuHostError(
                    setting: setting, address: address, problem: "has a query, a fragment, credentials or a backslash")
            default: break
            }
        }
        return scheme + String(decoding: bytes, as: UTF8.self)
    }
}

extension FeishuHosts {
    /// The address of an endpoint; ``FeishuEndpoint/getDefinition`` wants its code appended.
    public func url(of endpoint: FeishuEndpoint) -> String {
        switch endpoint {
        case .createDefinition, .getDefinition: base + "/open-apis/approval/v4/external_approvals"
        case .syncInstance: base + "/open-apis/approval/v4/external_instances"
        case .checkInstances: base + "/open-apis/approval/v4/external_instances/check"
        case .listTasks: base + "/open-apis/approval/v4/external_tasks"
        case .sendMessage: messageBase + "/send"
        case .updateMessage: messageBase + "/update"
        case .internalToken: base + "/open-apis/auth/v3/tenant_access_token/internal"
        case .appToken: base + "/open-apis/auth/v3/app_access_token"
        case .tenantToken: base + "/open-apis/auth/v3/tenant_access_token"
        case .resendTicket: base + "/open-apis/auth/v3/app_ticket/resend"
        }
    }
}
