import Testing

@testable import Relay

struct DryRunConfigurationTests {
    private static let dry = ["dry_run.enabled": "true"]

    @Test func itNeedsNoAppAndReadsNoSecret() throws {
        #expect(try ConfigurationFixture.problems("kafka: {bootstrap_servers: k}", flags: Self.dry) == [])
        let yaml = ConfigurationFixture.yaml([
            "feishu.apps": "[{app_id: cli_a, app_secret_file: /nowhere/secret}]",
            "quota.limits": "[\"default message.send 5/50\"]",
        ])
        #expect(try ConfigurationFixture.problems(yaml, flags: Self.dry) == [])
        #expect(try ConfigurationFixture.problems(yaml).count == 1)
    }

    @Test func itRoutesWhateverElseTheProcessWouldDo() throws {
        let both = ConfigurationFixture.minimal
        #expect(try ConfigurationFixture.problems(both, flags: Self.dry.merging(["roles": "route"]) { $1 }) == [])
        #expect(
            try ConfigurationFixture.problems(both, flags: Self.dry.merging(["roles": "execute"]) { $1 }) == [
                "flag: roles: expected route among them, since a dry run (dry_run.enabled) does nothing else, found execute"
            ])
    }

    @Test(arguments: [
        ("approval.results", "expected a topic of its own, found \"approval.results\", which is that of results"),
        (
            "approval.control",
            "expected topics for results alone, found \"approval.control\", which reaches the relay's own approval.control"
        ),
        (
            "oa.events.dry",
            "expected topics for results alone, found \"oa.events.dry\", which reaches the events of \"^oa[.]events\""
        ),
        (
            "oa.replies.a",
            "expected a topic of its own, found \"oa.replies.a\", which topics.reply_allowed or topics.reply_by_source lets results go to"
        ),
        ("a b", "expected \(TopicName.rule), found \"a b\""),
    ]) func itsTopicIsNobodyElses(_ topic: String, _ problem: String) throws {
        let yaml = ConfigurationFixture.yaml([
            "topics.events": "[\"^oa[.]events\"]", "topics.reply_allowed": "[\"oa.replies.*\"]",
        ])
        let problems = try ConfigurationFixture.problems(yaml, flags: ["dry_run.topic": topic])
        #expect(problems == ["flag: dry_run.topic: \(problem)"])
    }

    @Test func itsOwnTopicIsNoTopicForEventsOrResults() throws {
        #expect(RelayConfiguration().dryRunTopic == "approval.dry-run")
        let events = try ConfigurationFixture.problems(
            ConfigurationFixture.yaml(["topics.events": "[approval.dry-run]"]))
        #expect(events.count == 1)
        let replies = try ConfigurationFixture.problems(
            ConfigurationFixture.yaml(["topics.reply_allowed": "[approval.dry-run]"]))
        #expect(replies.count == 1)
        #expect(
            try ConfigurationFixture.problems(
                ConfigurationFixture.minimal, flags: ["dry_run.topic": "approval.dry-run"]) == [])
    }

    @Test func itNeedsTheEventsAndItsAnswersTopicOnly() {
        var settings = RelayConfiguration()
        settings.topics.events = ["oa.events", "^hr[.]"]
        settings.dryRun.topic = "oa.dry"
        #expect(TopicPlan.ofDryRun(for: settings).map(\.name) == ["oa.events", "oa.dry"])
        #expect(TopicPlan.ofDryRun(for: settings).map(\.isOurs) == [false, true])
    }
}
