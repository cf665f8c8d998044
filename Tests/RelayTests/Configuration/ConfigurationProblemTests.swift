import Foundation
import Testing

@testable import Relay

@Suite struct ConfigurationProblemTests {
    @Test func allProblemsAreSaidAtOnceInTheirOrder() throws {
        let yaml = """
            kafka:
              bootstrap_server: localhost:9092
              session_timeout: 10
            topics:
              partitions: 0
              create: yes
              events: approval.events
            log: {level: verbose, format: jsno}
            feishu:
              apps:
                - {alias: A, app_id: cli_a, app_secret: x}
                - {alias: b, app_secret: y, secret: z}
            qouta: {}
            """
        let found = try ConfigurationFixture.problems(
            yaml, environment: ["APPROVAL_RELAY_QUOTA_PER_SECOND": "fast"], flags: ["execute.windows": "1"])
        #expect(
            found == [
                "relay.yaml:1:1: kafka.bootstrap_servers: expected at least one broker (host:port), found nothing; "
                    + "set it in the file or in APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS",
                "relay.yaml:2:3: kafka: expected a known key, found \"bootstrap_server\"; "
                    + "did you mean \"kafka.bootstrap_servers\"?",
                "relay.yaml:3:20: kafka.session_timeout: expected a duration within 1s…30m, such as 500ms, 10s or 5m, "
                    + "found the number 10",
                "relay.yaml:5:15: topics.partitions: expected an integer within 1…10000, found the number 0",
                "relay.yaml:6:11: topics.create: expected true or false, found the text \"yes\"",
                "relay.yaml:7:11: topics.events: expected a list, found the text \"approval.events\"",
                "relay.yaml:8:14: log.level: expected one of trace, debug, info, notice, warning, error, critical, "
                    + "found the text \"verbose\"",
                "relay.yaml:8:31: log.format: expected one of auto, json, text, found the text \"jsno\"; "
                    + "did you mean \"json\"?",
                "relay.yaml:9:1: feishu.default_app: expected the alias of the app that an event without app means, "
                    + "found nothing; name one of \"A\", \"b\"",
                "relay.yaml:11:15: feishu.apps[0].alias: expected [a-z0-9-]{1,32}, found \"A\"",
                "relay.yaml:12:7: feishu.apps[1].app_id: expected the app's id, found nothing; set it beside the alias, "
                    + "or in APPROVAL_RELAY_FEISHU_APPS_B_APP_ID",
                "relay.yaml:12:33: feishu.apps[1]: expected a known key, found \"secret\"; "
                    + "did you mean \"app_secret\"?",
                "relay.yaml:13:1: expected a known key, found \"qouta\"; did you mean \"quota\"?",
                "APPROVAL_RELAY_QUOTA_PER_SECOND: quota.per_second: expected an integer within 0…1000000, "
                    + "found the text \"fast\"",
                "flag: execute.windows: expected a known key, found one that sets nothing; "
                    + "did you mean \"execute.window\"?",
            ], "\(found.joined(separator: "\n"))")
    }

    @Test func aFileThatCannotBeReadIsNamed() throws {
        try ConfigurationFixture.inFolder { folder in
            func said(_ path: String) -> String {
                do throws(ConfigurationProblems) {
                    _ = try ConfigurationLoader.load(file: path, environment: [:])
                    return ""
                } catch {
                    return error.description
                }
            }
            #expect(said(folder.path) == "\(folder.path): expected a YAML file, found a directory")
            let missing = folder.appending(path: "none").path
            #expect(said(missing).hasPrefix("\(missing): expected a YAML file, found nothing there"))
            #expect(said("/dev/null") == "/dev/null: expected a YAML file, found a device, a pipe or a socket")
            #expect(said("") == ": expected a YAML file, found no path")
        }
    }

    @Test func syntaxErrorsHaveTheirPlaceButShowNoSecrets() throws {
        #expect(
            try ConfigurationFixture.problems("kafka:\n  linger: @x\n") == [
                "relay.yaml:2:11: expected a key, a value or a list item (quote a text that begins with @, ` or %), "
                    + "found \"@x\" (while scanning for the next token that begins in line 2)"
            ])
        #expect(
            try ConfigurationFixture.problems("feishu:\n  apps:\n    - app_secret: @hush-93\n") == [
                "relay.yaml:3:19: expected a key, a value or a list item (quote a text that begins with @, ` or %), "
                    + "found something that isn't shown, since the line may hold a secret"
            ])
        #expect(
            try ConfigurationFixture.problems("log: {}\nlog: {}\n") == [
                "relay.yaml:2:1: expected each key once, found \"log\" in line 2 and before in line 1"
            ])
        #expect(
            try ConfigurationFixture.problems("- a") == [
                "relay.yaml:1:1: expected a mapping with the keys roles, source, kafka, topics, feishu, quota, execute, "
                    + "route, dry_run, shutdown, operations, log, found a list"
            ])
    }

    @Test func secretsOfTheWrongKindAreNotShown() throws {
        let found = try ConfigurationFixture.problems(
            """
            kafka:
              bootstrap_servers: user:hush-93@k
              properties: hush-93
            feishu: {proxy: "me:hush-93@proxy", base_url: "https://me:hush-93@host", apps: [{app_id: a, app_secret: "hush 93"}]}
            quota: hush-93
            topics: {partitions: "${PW}", prefix: "${NONE}"}
            """, environment: ["PW": "hush-93"])
        #expect(found.count == 8)
        #expect(!found.joined().contains("hush"), "\(found.joined(separator: "\n"))")
        #expect(
            found.contains(
                "relay.yaml:6:39: topics.prefix: expected the environment to have NONE, found it missing "
                    + "(${NONE:-} gives it a default)"))
        #expect(
            found.contains(
                "relay.yaml:6:22: topics.partitions: expected an integer within 1…10000, found what ${…} gives (not shown)"
            ))
    }

    /// Key, its YAML, and what is said behind the place.
    private static let values: [(String, String, String)] = [
        ("roles", "[]", "roles: expected at least one of route, execute, found none"),
        (
            "roles", "[rout]",
            "roles[0]: expected one of route, execute, found the text \"rout\"; did you mean \"route\"?"
        ),
        ("source", "a b", "source: expected a URI reference without white space, found \"a b\""),
        (
            "kafka.bootstrap_servers", "a:b",
            "kafka.bootstrap_servers: expected host:port, comma-separated, found \"a:b\""
        ),
        (
            "kafka.bootstrap_servers", "null",
            "kafka.bootstrap_servers: expected a text (\"\" for an empty one), found null"
        ),
        (
            "kafka.group_prefix", "\"\"",
            "kafka.group_prefix: expected 1…200 characters without white space, found \"\""
        ),
        (
            "kafka.properties", "{enable.auto.commit: true}",
            "kafka.properties.enable.auto.commit: expected a property that the relay doesn't set itself, found "
                + "\"enable.auto.commit\": offsets are committed only when their outcomes are durable, or records would be lost"
        ),
        (
            "kafka.consumer_properties", "{group.id: x}",
            "kafka.consumer_properties.group.id: expected a property that the relay doesn't set itself, found "
                + "\"group.id\": each stage has a group of its own; set kafka.group_prefix"
        ),
        (
            "kafka.producer_properties", "{enable.idempotence: false}",
            "kafka.producer_properties.enable.idempotence: expected a property that the relay doesn't set itself, found "
                + "\"enable.idempotence\": a record that is sent again would come twice or out of order"
        ),
        (
            "kafka.properties", "{enable.auto.offset.store: true}",
            "kafka.properties.enable.auto.offset.store: expected a property that the relay doesn't set itself, found "
                + "\"enable.auto.offset.store\": offsets are stored only when their outcomes are durable, or records would "
                + "be lost"
        ),
        (
            "kafka.properties", "{client.id: [a]}",
            "kafka.properties.client.id: expected a text (\"\" for an empty one), found a list"
        ),
        ("topics.events", "[]", "topics.events: expected at least one topic, found none"),
        ("topics.events", "[a, [b]]", "topics.events[1]: expected a text, found a list"),
        ("topics.events", "[a, a]", "topics.events[1]: expected each topic once, found \"a\" again"),
        (
            "topics.events", "[a b]",
            "topics.events[0]: expected 1…249 of the characters a-z A-Z 0-9 . _ -, or a pattern that begins with ^, "
                + "found \"a b\""
        ),
        (
            "topics.events", "[approval.results]",
            "topics.events[0]: expected a topic of an upstream, found \"approval.results\", which is the relay's own"
        ),
        (
            "topics.events", "[\"^approval[.](events|results)\"]",
            "topics.events[0]: expected a pattern that matches none of the relay's own topics, found "
                + "\"^approval[.](events|results)\", which matches approval.results"
        ),
        (
            "topics.events", "[\"^a\"]",
            "topics.events[0]: expected a pattern that matches none of the relay's own topics, found \"^a\", which matches "
                + "approval.commands.definition and 13 more"
        ),
        ("topics.events", "[\"^(\"]", "topics.events[0]: expected a POSIX extended regular expression, found \"^(\""),
        ("topics.prefix", "a/b", "topics.prefix: expected 1…224 of the characters a-z A-Z 0-9 . _ -, found \"a/b\""),
        (
            "topics.replication_factor", "0",
            "topics.replication_factor: expected -1 (the broker's default) or at least 1, found 0"
        ),
        ("topics.partitions", "10001", "topics.partitions: expected an integer within 1…10000, found the number 10001"),
        (
            "topics.partitions", "\"6\"",
            "topics.partitions: expected an integer within 1…10000, found the text \"6\" in quotes"
        ),
        (
            "topics.events_from", "beginning",
            "topics.events_from: expected one of earliest, latest, found the text \"beginning\""
        ),
        (
            "topics.reply_allowed", "[a*b]",
            "topics.reply_allowed[0]: expected a topic's name, or its beginning and *, found \"a*b\""
        ),
        (
            "topics.reply_allowed", "[\"appr*\"]",
            "topics.reply_allowed[0]: expected topics for results alone, found \"appr*\", which reaches the relay's own "
                + "approval.commands.definition"
        ),
        (
            "topics.reply_by_source", "[{source: a, topic: approval.events}]",
            "topics.reply_by_source[0].topic: expected topics for results alone, found \"approval.events\", which reaches "
                + "the events of \"approval.events\""
        ),
        (
            "topics.reply_by_source", "[{source: a}]",
            "topics.reply_by_source[0].topic: expected a text, found nothing"
        ),
        (
            "feishu.base_url", "open.feishu.cn",
            "feishu.base_url: expected an https:// URL such as https://open.feishu.cn, found \"open.feishu.cn\", "
                + "which begins with neither https:// nor http://"
        ),
        (
            "feishu.message_path", "v1",
            "feishu.message_path: expected a path such as /open-apis/approval/v1/message, found \"v1\""
        ),
        (
            "feishu.proxy", "proxy:1",
            "feishu.proxy: expected an http:// or https:// URL such as http://proxy.example:3128, "
                + "found another value (not shown)"
        ),
        (
            "feishu.ca_file", "/nowhere.pem",
            "feishu.ca_file: expected a PEM file at \"/nowhere.pem\", found nothing there (or nothing that may be looked at)"
        ),
        ("feishu.default_app", "x", "feishu.default_app: expected one of \"default\", found \"x\""),
        ("feishu.apps", "{}", "feishu.apps: expected a list of apps, found a mapping"),
        (
            "feishu.apps", "[x]",
            "feishu.apps[0]: expected a mapping with the keys alias, app_id, app_secret, app_secret_file, tenant_key, "
                + "app_ticket_file, found another value (not shown)"
        ),
        (
            "feishu.apps", "[{app_id: a, app_secret: b, app_secret_file: c}]",
            "feishu.apps[0].app_secret_file: expected app_secret or app_secret_file, found both"
        ),
        (
            "feishu.apps", "[{app_id: a, app_secret: b, app_ticket_file: c}]",
            "feishu.apps[0].app_ticket_file: expected tenant_key beside it (only store apps have tickets), found none"
        ),
        (
            "feishu.apps", "[{app_id: a b, app_secret: b}]",
            "feishu.apps[0].app_id: expected an id such as cli_0123456789abcdef, found \"a b\""
        ),
        (
            "feishu.request_timeout", "20s",
            "feishu.request_timeout: expected feishu.request_timeout shorter than shutdown.drain, found 20s and 20s"
        ),
        (
            "kafka.session_timeout", "20s",
            "kafka.session_timeout: expected shutdown.drain shorter than kafka.session_timeout, found 20s and 20s"
        ),
        (
            "shutdown.drain", "30s",
            "shutdown.drain: expected shutdown.drain shorter than shutdown.deadline, found 30s and 30s"
        ),
        (
            "execute.retry.base", "2m",
            "execute.retry.base: expected execute.retry.base at most execute.retry.cap, found 2m and 1m"
        ),
        (
            "route.maximum_command_bytes", "2000000",
            "route.maximum_command_bytes: expected route.maximum_command_bytes at most topics.maximum_event_bytes, "
                + "found 2000000 and 1048588"
        ),
        ("operations.listen", "\":x\"", "operations.listen: expected host:port such as 0.0.0.0:9090, found \":x\""),
        (
            "route.default_locale", "zh_CN",
            "route.default_locale: expected one of zh-CN, en-US, ja-JP, zh-HK, zh-TW, de-DE, es-ES, fr-FR, id-ID, it-IT, "
                + "ko-KR, pt-BR, th-TH, vi-VN, ms-MY, ru-RU, found the text \"zh_CN\"; did you mean \"zh-CN\"?"
        ),
        (
            "log.level", "${",
            "log.level: expected ${NAME} or ${NAME:-default}, found ${ in another form ($${ stands for the characters ${)"
        ),
    ]

    @Test(arguments: values) func everyWrongValueIsSaidWithItsPlace(_ key: String, _ yaml: String, _ said: String)
        throws
    {
        let text = ConfigurationFixture.yaml([key: yaml])
        let found = try ConfigurationFixture.problems(text)
        #expect(found.count == 1)
        let problem = found.first ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines.firstIndex { $0.contains("\(key.split(separator: ".").last ?? ""): ") }
        #expect(problem.hasPrefix("relay.yaml:\((line ?? -2) + 1):"), "\(problem)\n\(text)")
        #expect(problem.hasSuffix(": " + said), "\(problem)\n\(said)")
    }

    @Test func propertiesThatLibrdkafkaRefusesAreSaidWithItsWords() throws {
        let found = try ConfigurationFixture.problems(
            ConfigurationFixture.yaml([
                "kafka.properties": "{sasl.mechanisn: PLAIN, client.dns.lookup: hush-93, ssl.key.pem: \"${PEM}\"}"
            ]), environment: ["PEM": "hush-93"])
        #expect(found.count >= 2)
        #expect(found[0].contains("kafka.properties.sasl.mechanisn: librdkafka "))
        #expect(found[0].hasSuffix("knows no property \"sasl.mechanisn\"; did you mean \"sasl.mechanism\"?"))
        #expect(found[1].contains("kafka.properties.client.dns.lookup: "))
    }

    @Test func variablesAreChecked() throws {
        func said(_ environment: [String: String], _ yaml: String = ConfigurationFixture.minimal) throws -> [String] {
            try ConfigurationFixture.problems(yaml, environment: environment)
        }
        #expect(
            try said(["APPROVAL_RELAY_TOPIC_EVENTS": "a"]) == [
                "APPROVAL_RELAY_TOPIC_EVENTS: expected a known variable, found one that sets nothing; did you mean "
                    + "\"APPROVAL_RELAY_TOPICS_EVENTS\"?"
            ])
        #expect(
            try said(["APPROVAL_RELAY_FEISHU_APPS_HR_APP_SECRET": "a"]).first?.hasPrefix(
                "APPROVAL_RELAY_FEISHU_APPS_HR_APP_SECRET: expected a known variable, found one that sets nothing")
                == true)
        #expect(
            try said(["APPROVAL_RELAY_KAFKA_PROPERTIES": "sasl.username=a,hush-93"]) == [
                "APPROVAL_RELAY_KAFKA_PROPERTIES: kafka.properties: expected name=value,name=value (\\, for a comma in a "
                    + "value), found no \"=\" in the 2. of them"
            ])
        #expect(
            try said([
                "APPROVAL_RELAY_KAFKA_PROPERTIES": "client.id=a", "APPROVAL_RELAY_KAFKA_PROPERTIES_FILE": "/nowhere",
            ]) == [
                "APPROVAL_RELAY_KAFKA_PROPERTIES_FILE: kafka.properties: expected APPROVAL_RELAY_KAFKA_PROPERTIES or "
                    + "APPROVAL_RELAY_KAFKA_PROPERTIES_FILE, found both"
            ])
        #expect(
            try said(["APPROVAL_RELAY_FEISHU_PROXY_FILE": "/nowhere"]) == [
                "APPROVAL_RELAY_FEISHU_PROXY_FILE: feishu.proxy: expected a file that holds the value at \"/nowhere\", "
                    + "found nothing there (or nothing that may be looked at)"
            ])
        #expect(
            try said(["APPROVAL_RELAY_FEISHU_APP_SECRET_FILE": "/"]) == [
                "APPROVAL_RELAY_FEISHU_APP_SECRET_FILE: feishu.apps[0].app_secret_file: expected a file that holds the "
                    + "secret at \"/\", found a directory"
            ])
        #expect(
            try said(
                ["APPROVAL_RELAY_FEISHU_APP_ID": "a"],
                ConfigurationFixture.yaml(["feishu.apps": "[{alias: hr, app_id: a, app_secret: b}]"])) == [
                    "APPROVAL_RELAY_FEISHU_APP_ID: feishu.app_id: expected feishu.apps of the file to have an app "
                        + "\"default\", which this would set, found none; use "
                        + "APPROVAL_RELAY_FEISHU_APPS_<ALIAS>_APP_ID"
                ])
    }

    @Test func whatIsMissingIsSaidWithItsVariables() throws {
        #expect(
            try ConfigurationFixture.problems(nil) == [
                "kafka.bootstrap_servers: expected at least one broker (host:port), found nothing; set it in the file or in "
                    + "APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS",
                "feishu.apps: expected at least one app, found nothing; set it in the file, or set "
                    + "APPROVAL_RELAY_FEISHU_APP_ID and APPROVAL_RELAY_FEISHU_APP_SECRET_FILE",
            ])
        #expect(
            try ConfigurationFixture.problems(ConfigurationFixture.yaml(["feishu.apps": "[{app_id: a}, {app_id: b}]"]))
                == [
                    "relay.yaml:4:1: feishu.default_app: expected the alias of the app that an event without app means, "
                        + "found nothing; name one of \"default\", \"default\"",
                    "relay.yaml:5:10: feishu.apps[0].app_secret: expected the app's secret, found nothing; set "
                        + "app_secret_file or APPROVAL_RELAY_FEISHU_APP_SECRET",
                    "relay.yaml:5:23: feishu.apps[1].alias: expected each alias once, found \"default\" again",
                    "relay.yaml:5:23: feishu.apps[1].app_secret: expected the app's secret, found nothing; set "
                        + "app_secret_file or APPROVAL_RELAY_FEISHU_APP_SECRET",
                ])
    }
}
