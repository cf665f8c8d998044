import ApprovalContract
import Delivery
import FeishuAPI
import Testing

@testable import Relay

@Suite struct QuotaRuleTests {
    @Test func theLastRuleThatNamesAnAppAndApiCounts() throws {
        let loaded = try ConfigurationFixture.load(
            ConfigurationFixture.minimal + """
                quota:
                  per_second: 40
                  limits: ["* message.send 20/300", "default * 10/100", "default instance.sync 0/0"]
                """)
        let quota = loaded.configuration.quota
        #expect(quota.limit(app: "hr", api: "instance.sync") == QuotaLimit(perSecond: 40, perMinute: 1000))
        #expect(quota.limit(app: "hr", api: "message.send") == QuotaLimit(perSecond: 20, perMinute: 300))
        #expect(quota.limit(app: "default", api: "message.send") == QuotaLimit(perSecond: 10, perMinute: 100))
        #expect(quota.limit(app: "default", api: "instance.sync").isUnlimited)
    }

    @Test(arguments: [
        "", "default instance.sync", "default instance.sync 20", "default instance.sync 20/", "a b 1/2 3",
        "default instance.sync -1/5", "default instance.sync 1000001/5", "default instance.sync 5/99999999999999999999",
        "default instance.sync ５/5", "default instance.sync 1/2/3",
    ])
    func anotherFormIsRefused(text: String) throws {
        let problems = try ConfigurationFixture.problems(
            ConfigurationFixture.minimal + "quota:\n  limits: [\"\(text)\"]\n")
        #expect(problems.contains { $0.contains("quota.limits") && $0.contains("expected APP API SECOND/MINUTE") })
    }

    @Test func unknownNamesAreRefusedWithThoseThatAreKnown() throws {
        let problems = try ConfigurationFixture.problems(
            ConfigurationFixture.minimal + "quota:\n  limits: [\"default instance.sink 1/2\", \"finance * 1/2\"]\n")
        let said = problems.filter { $0.contains("quota.limits[") }
        #expect(said.count == 2)
        #expect(said.first?.contains("expected one of definition.create, definition.get, instance.sync") == true)
        #expect(said.last?.contains("expected the alias of an app") == true)
    }

    @Test func twoAliasesOfOneAppKeepTheStricterLimit() {
        var settings = QuotaSettings()
        settings.limits = [QuotaRule(app: "two", api: "*", perSecond: 7, perMinute: 0)]
        let desk = QuotaDesk(
            incarnation: "a", partitionCount: 1, settings: settings, apps: ["one": "cli_1", "two": "cli_1"])
        let key = desk.key(GateKey(app: "one", endpoint: .syncInstance))
        #expect(key == desk.key(GateKey(app: "two", endpoint: .syncInstance)))
        desk.exchange.take([.instance: [0]], at: .zero)
        let part = key.flatMap { desk.exchange.part(of: $0) }
        #expect(part == QuotaLimit(perSecond: 7, perMinute: 1000))
    }
}
