import FeishuAPI
import Testing

@Suite struct FeishuHostsTests {
    @Test(
        arguments: [
            (.createDefinition, "https://open.feishu.cn/open-apis/approval/v4/external_approvals"),
            (.getDefinition, "https://open.feishu.cn/open-apis/approval/v4/external_approvals"),
            (.syncInstance, "https://open.feishu.cn/open-apis/approval/v4/external_instances"),
            (.checkInstances, "https://open.feishu.cn/open-apis/approval/v4/external_instances/check"),
            (.listTasks, "https://open.feishu.cn/open-apis/approval/v4/external_tasks"),
            (.sendMessage, "https://open.feishu.cn/open-apis/approval/v1/message/send"),
            (.updateMessage, "https://open.feishu.cn/open-apis/approval/v1/message/update"),
            (.internalToken, "https://open.feishu.cn/open-apis/auth/v3/tenant_access_token/internal"),
            (.appToken, "https://open.feishu.cn/open-apis/auth/v3/app_access_token"),
            (.tenantToken, "https://open.feishu.cn/open-apis/auth/v3/tenant_access_token"),
            (.resendTicket, "https://open.feishu.cn/open-apis/auth/v3/app_ticket/resend"),
        ] as [(FeishuEndpoint, String)])
    func addressesEveryAPI(endpoint: FeishuEndpoint, url: String) {
        #expect(FeishuHosts.feishu.url(of: endpoint) == url)
    }

    @Test func knowsWhereLarkAndTheOlderDocumentationSendMessages() throws {
        #expect(
            FeishuHosts.lark.url(of: .sendMessage) == "https://www.larksuite.com/approval/openapi/v1/message/send")
        #expect(
            FeishuHosts.lark.url(of: .syncInstance)
                == "https://open.larksuite.com/open-apis/approval/v4/external_instances")
        let legacy = try FeishuHosts(
            base: "https://open.feishu.cn/", messageBase: FeishuHosts.legacyFeishuMessageBase + "/")
        #expect(legacy.url(of: .updateMessage) == "https://www.feishu.cn/approval/openapi/v1/message/update")
        #expect(legacy.url(of: .internalToken) == FeishuHosts.feishu.url(of: .internalToken))
        #expect(legacy.isEncrypted)
    }

    @Test func takesAProxyOrSimulator() throws {
        let hosts = try FeishuHosts(base: "http://127.0.0.1:8091/feishu//")
        #expect(hosts.base == "http://127.0.0.1:8091/feishu")
        #expect(
            hosts.url(of: .sendMessage) == "http://127.0.0.1:8091/feishu/open-apis/approval/v1/message/send")
        #expect(!hosts.isEncrypted)
    }

    @Test(arguments: [
        "", "open.feishu.cn", "ftp://h", "https://", "https:///x", "https://:80", "https://u:p@h", "https://h?x=1",
        "https://h/#a", "https://h/a b", "https://h\r\nX: y", "https://h\\evil", "https://h/\u{E9}",
    ])
    func refusesWhatIsNoAddress(address: String) {
        #expect(throws: FeishuHostError.self) { try FeishuHosts(base: address) }
        #expect(throws: FeishuHostError.self) {
            try FeishuHosts(base: "https://open.feishu.cn", messageBase: address)
        }
    }
}
