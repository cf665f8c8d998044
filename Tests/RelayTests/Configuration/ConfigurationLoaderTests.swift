import Foundation
import Observability
import Testing

@testable import Relay

@Suite struct ConfigurationLoaderTests {
    private static let paths = ConfigurationTable.keys.map(\.path).filter { $0 != "feishu.apps" }

    @Test(arguments: paths) func everyKeyIsSetByFileEnvironmentAndFlag(_ path: String) throws {
        let key = try #require(ConfigurationTable.byPath[path])
        let sample = try #require(ConfigurationSample.all[path], "no sample for \(path)")
        let name = try #require(key.environmentName)
        func printed(_ loaded: LoadedConfiguration) -> String {
            YAMLText.value(key.kind.value(in: loaded.configuration))
        }

        let standard = YAMLText.value(key.kind.value(in: RelayConfiguration()))
        #expect(standard != sample.printed, "the sample must differ from the default")
        let file = try ConfigurationFixture.load(ConfigurationFixture.yaml([path: sample.yaml]))
        #expect(printed(file) == sample.printed)
        let required = ConfigurationFixture.minimal
        #expect(printed(try ConfigurationFixture.load(required, environment: [name: sample.text])) == sample.printed)
        #expect(printed(try ConfigurationFixture.load(required, flags: [path: sample.text])) == sample.printed)
    }

    @Test func noTwoKeysShareAVariable() {
        let names =
            ConfigurationTable.keys.compactMap(\.environmentName)
            + ConfigurationTable.appKeys.map { ConfigurationTable.environmentName("feishu.\($0.path)") }
        #expect(Set(names).count == names.count)
        #expect(names.contains("APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS"))
    }

    @Test func flagsWinOverEnvironmentOverFileOverDefaults() throws {
        let yaml = ConfigurationFixture.yaml(["topics.partitions": "2", "quota.per_second": "3", "log.level": "debug"])
        let loaded = try ConfigurationFixture.load(
            yaml,
            environment: ["APPROVAL_RELAY_TOPICS_PARTITIONS": "4", "APPROVAL_RELAY_QUOTA_PER_SECOND": "5"],
            flags: ["topics.partitions": "6"])
        #expect(loaded.configuration.topics.partitions == 6)
        #expect(loaded.configuration.quota.perSecond == 5)
        #expect(loaded.configuration.log.level == "debug")
        #expect(loaded.configuration.quota.perMinute == 1000)
        #expect(loaded.origins["topics.partitions"] == .flag)
        #expect(loaded.origins["quota.per_second"] == .environment("APPROVAL_RELAY_QUOTA_PER_SECOND"))
        #expect(loaded.origins["quota.per_minute"] == nil)
    }

    @Test func propertiesOfAllSourcesComeTogether() throws {
        let loaded = try ConfigurationFixture.load(
            ConfigurationFixture.yaml(["kafka.properties": "{security.protocol: SSL, client.rack: a}"]),
            environment: ["APPROVAL_RELAY_KAFKA_PROPERTIES": "client.rack=b,sasl.username=u"],
            flags: ["kafka.properties.sasl.username": "v"])
        let pairs = loaded.configuration.kafka.properties.map { "\($0.name)=\($0.value)" }
        #expect(pairs == ["security.protocol=SSL", "client.rack=b", "sasl.username=v"])
    }

    @Test func environmentAloneIsEnough() throws {
        let loaded = try ConfigurationFixture.load(
            nil,
            environment: [
                "APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS": "kafka:9092", "APPROVAL_RELAY_FEISHU_APP_ID": "cli_env",
                "APPROVAL_RELAY_FEISHU_APP_SECRET": "hush", "APPROVAL_RELAY_FEISHU_TENANT_KEY": "t",
                "APPROVAL_RELAY_FEISHU_APP_TICKET_FILE": "/run/ticket", "APPROVAL_RELAY_LOG_LEVEL": "",
                "APPROVAL_RELAY_CONFIG": "ignored", "PATH": "/bin",
            ])
        let app = try #require(loaded.configuration.feishu.apps.first)
        #expect(app.alias == "default")
        #expect(app.appID == "cli_env")
        #expect(app.appSecret.reveal() == "hush")
        #expect(app.tenantKey == "t")
        #expect(app.appTicketFile == "/run/ticket")
        #expect(loaded.configuration.log.level == "info")
    }

    @Test func variablesOfKubernetesServicesAreNotOurs() throws {
        let names = [
            "SERVICE_HOST", "SERVICE_PORT", "SERVICE_PORT_METRICS", "PORT", "PORT_9090_TCP", "PORT_9090_TCP_PROTO",
            "PORT_9090_TCP_PORT", "PORT_9090_TCP_ADDR", "CONSOLE_SERVICE_HOST", "CONSOLE_PORT_80_TCP_PORT",
        ]
        let environment = Dictionary(
            uniqueKeysWithValues: names.map { ("APPROVAL_RELAY_" + $0, "tcp://10.0.0.1:9090") })
        #expect(try ConfigurationFixture.problems(ConfigurationFixture.minimal, environment: environment) == [])
        #expect(!ServiceLink.isOne("APPROVAL_RELAY_LOG_LEVEL"))
        #expect(!ServiceLink.isOne("APPROVAL_RELAY_PORT_LEVEL"))
    }

    @Test func appsOfTheFileTakeTheirSecretsFromTheEnvironment() throws {
        let yaml = """
            kafka: {bootstrap_servers: k}
            feishu:
              default_app: hr-eu
              apps:
                - {alias: default, app_id: cli_a}
                - {alias: hr-eu, app_id: cli_b, app_secret: old}
            """
        let loaded = try ConfigurationFixture.load(
            yaml,
            environment: [
                "APPROVAL_RELAY_FEISHU_APP_SECRET": "one", "APPROVAL_RELAY_FEISHU_APPS_HR_EU_APP_SECRET": "two",
            ])
        #expect(loaded.configuration.feishu.apps.map { $0.appSecret.reveal() } == ["one", "two"])
        let flagged = try ConfigurationFixture.load(
            yaml, flags: ["feishu.apps.hr-eu.app_id": "cli_c", "feishu.app_secret": "three"])
        #expect(flagged.configuration.feishu.apps.map(\.appID) == ["cli_a", "cli_c"])
        #expect(
            flagged.warnings.map(\.description) == [
                "flag: feishu.apps[0].app_secret: a secret in a flag can be seen by every user of this machine; "
                    + "prefer app_secret_file"
            ])
    }

    @Test func secretsComeFromFiles() throws {
        try ConfigurationFixture.inFolder { folder in
            let secret = folder.appending(path: "secret").path
            let properties = folder.appending(path: "kafka").path
            try Data("from-file\n".utf8).write(to: URL(fileURLWithPath: secret))
            try Data("# SASL\nsasl.username=u\nsasl.password=a,b=c\n".utf8).write(to: URL(fileURLWithPath: properties))
            for (yaml, environment) in [
                ("[{app_id: cli_a, app_secret_file: \(secret)}]", [:]),
                ("[{app_id: cli_a, app_secret: old}]", ["APPROVAL_RELAY_FEISHU_APP_SECRET_FILE": secret]),
                ("[{app_id: a, app_secret: old}]", ["APPROVAL_RELAY_FEISHU_APPS_DEFAULT_APP_SECRET_FILE": secret]),
            ] as [(String, [String: String])] {
                let loaded = try ConfigurationFixture.load(
                    ConfigurationFixture.yaml(["feishu.apps": yaml]), environment: environment)
                #expect(loaded.configuration.feishu.apps.first?.appSecret.reveal() == "from-file")
                #expect(loaded.origins["feishu.apps[0].app_secret"] == .secretFile(secret))
            }
            let loaded = try ConfigurationFixture.load(
                ConfigurationFixture.minimal, environment: ["APPROVAL_RELAY_KAFKA_PROPERTIES_FILE": properties])
            #expect(loaded.configuration.kafka.properties.map(\.value) == ["u", "a,b=c"])
        }
    }

    @Test func valuesNameVariablesOfTheEnvironment() throws {
        let yaml = ConfigurationFixture.yaml([
            "topics.partitions": "${N}", "topics.prefix": "${PREFIX:-relay}-${STAGE:-eu}", "source": "a$${b}$c",
            "feishu.proxy": "${PROXY:-}",
        ])
        let loaded = try ConfigurationFixture.load(yaml, environment: ["N": "7", "STAGE": ""])
        #expect(loaded.configuration.topics.partitions == 7)
        #expect(loaded.configuration.topics.prefix == "relay-eu")
        #expect(loaded.configuration.source == "a${b}$c")
        #expect(loaded.configuration.feishu.proxy == nil)
    }

    @Test func whatMakesNoCallsNeedsNoSecrets() throws {
        #expect(try ConfigurationFixture.problems("kafka: {bootstrap_servers: k}", needsFeishu: false) == [])
        let yaml = ConfigurationFixture.yaml(["feishu.apps": "[{app_id: a, app_secret_file: /nowhere}]"])
        #expect(try ConfigurationFixture.problems(yaml, flags: ["roles": "route"]) == [])
        #expect(try ConfigurationFixture.problems(yaml).count == 1)
    }

    @Test func whatIsAllowedButHardlyMeantIsAWarning() throws {
        let loaded = try ConfigurationFixture.load(
            ConfigurationFixture.minimal,
            environment: [
                "APPROVAL_RELAY_FEISHU_BASE_URL": "http://feishu.example:8080",
                "APPROVAL_RELAY_FEISHU_MESSAGE_BASE_URL": "http://127.0.0.1:1",
            ], flags: ["feishu.verify_tls": "false"])
        #expect(
            loaded.warnings.map(\.description) == [
                "APPROVAL_RELAY_FEISHU_BASE_URL: feishu.base_url: secrets and approvals travel to feishu.example "
                    + "unencrypted; use https://",
                "flag: feishu.verify_tls: certificates are not checked: whoever sits between can read the app's secret",
            ])
    }
}
