import Observability
import Testing

@testable import Relay

@Suite struct ConfigurationPrintingTests {
    @Test func theEffectiveConfigurationSaysWhereValuesCameFrom() throws {
        let loaded = try ConfigurationFixture.load(
            ConfigurationFixture.minimal, environment: ["APPROVAL_RELAY_TOPICS_EVENTS": "a,b"],
            flags: [
                "log.level": "debug", "kafka.properties.sasl.password": "hush", "kafka.properties.client.rack": "r",
            ])
        let lines = ConfigurationFixture.shortened(loaded.effectiveText()).split(separator: "\n")
        for expected in [
            "source: /approval-relay  # default", "kafka:", "  bootstrap_servers: localhost:9092  # relay.yaml:2",
            "  events: [a, b]  # environment APPROVAL_RELAY_TOPICS_EVENTS", "  level: debug  # flag",
            "    sasl.password: <redacted>  # flag", "    client.rack: r  # flag",
            "      app_secret: <redacted>  # relay.yaml:6", "      tenant_key:  # default", "  retry:",
            "    base: 500ms  # default",
        ] {
            #expect(lines.contains { $0 == expected }, "\(expected)\nin\n\(lines.joined(separator: "\n"))")
        }
    }

    @Test func theEffectiveConfigurationReadsBackAsTheSame() throws {
        let samples = ConfigurationSample.all.mapValues(\.yaml)
        let first = try ConfigurationFixture.load(ConfigurationFixture.yaml(samples))
        let second = try ConfigurationFixture.load(first.effectiveText())
        for key in ConfigurationTable.keys {
            let (a, b) = (key.kind.value(in: first.configuration), key.kind.value(in: second.configuration))
            #expect(YAMLText.value(a) == YAMLText.value(b), "\(key.path)")
        }
    }

    @Test func secretsAreNotPrinted() throws {
        let loaded = try ConfigurationFixture.load(
            ConfigurationFixture.minimal, environment: ["PW": "hush-93"],
            flags: [
                "kafka.properties.sasl.password": "hush-93", "feishu.proxy": "http://me:hush-93@proxy:1",
                "kafka.properties.sasl.oauthbearer.config": "token=hush-93",
            ])
        let text = loaded.effectiveText()
        #expect(!text.contains("hush-93"))
        #expect(!text.contains(ConfigurationFixture.secret))
        #expect(text.contains("http://<redacted>@proxy:1"))
        #expect(!"\(loaded)".contains(ConfigurationFixture.secret))
    }

    @Test(arguments: [
        "a", "", "null", "1", "yes", "a: b", "- a", "ü\u{7}\"\\\n", "${A}", "$${", "#x", "a:", "<redacted>",
    ])
    func textsReadBackAsTheyWere(_ text: String) throws {
        let yaml = ConfigurationFixture.yaml(["kafka.properties": "{client.id: \(YAMLText.quoted(text))}"])
        let found = try ConfigurationFixture.load(yaml).configuration.kafka.properties.first?.value
        #expect(found == text)
    }
}
