@testable import Relay

/// A value of each key that isn't its default, as file and as variable or flag, and how it prints.
struct ConfigurationSample {
    var yaml: String
    var text: String
    var printed: String

    init(_ text: String, yaml: String? = nil, printed: String? = nil) {
        self.text = text
        self.yaml = yaml ?? text
        self.printed = printed ?? yaml ?? text
    }

    static let all: [String: ConfigurationSample] = [
        "roles": ConfigurationSample("route", yaml: "[route]"),
        "source": ConfigurationSample("/relay/eu"),
        "dry_run.enabled": ConfigurationSample("true"),
        "dry_run.topic": ConfigurationSample("oa.dry-run"),
        "kafka.bootstrap_servers": ConfigurationSample("a:1,[::1]:2", yaml: "\"a:1,[::1]:2\""),
        "kafka.group_prefix": ConfigurationSample("relay-eu"),
        "kafka.session_timeout": ConfigurationSample("50s"),
        "kafka.commit_interval": ConfigurationSample("250ms"),
        "kafka.linger": ConfigurationSample("5ms"),
        "kafka.answer_linger": ConfigurationSample("7ms"),
        "kafka.properties": ConfigurationSample(
            "security.protocol=SASL_SSL,debug=broker\\,topic",
            yaml: "{security.protocol: SASL_SSL, debug: \"broker,topic\"}"),
        "kafka.consumer_properties": ConfigurationSample("fetch.min.bytes=1024", yaml: "{fetch.min.bytes: \"1024\"}"),
        "kafka.producer_properties": ConfigurationSample("compression.type=lz4", yaml: "{compression.type: lz4}"),
        "topics.events": ConfigurationSample("oa.events,^erp\\.", yaml: "[oa.events, \"^erp\\\\.\"]"),
        "topics.prefix": ConfigurationSample("relay"),
        "topics.create": ConfigurationSample("true"),
        "topics.partitions": ConfigurationSample("6"),
        "topics.replication_factor": ConfigurationSample("3"),
        "topics.events_from": ConfigurationSample("latest"),
        "topics.reply_allowed": ConfigurationSample("oa.replies.*, hr.replies", yaml: "[\"oa.replies.*\", hr.replies]"),
        "topics.reply_by_source": ConfigurationSample(
            "/oa?a=b=oa.replies,/hr/*=hr.replies",
            yaml: "[{source: \"/oa?a=b\", topic: oa.replies}, {source: \"/hr/*\", topic: hr.replies}]"),
        "topics.maximum_event_bytes": ConfigurationSample("2000000"),
        "feishu.base_url": ConfigurationSample("https://open.larksuite.com"),
        "feishu.message_base_url": ConfigurationSample("https://www.feishu.cn"),
        "feishu.message_path": ConfigurationSample("/approval/openapi/v1/message"),
        "feishu.default_app": ConfigurationSample("default"),
        "feishu.request_timeout": ConfigurationSample("12s"),
        "feishu.connect_timeout": ConfigurationSample("1s500ms"),
        "feishu.proxy": ConfigurationSample("http://proxy.example:3128"),
        "feishu.ca_file": ConfigurationSample(#filePath, printed: YAMLText.quoted(#filePath)),
        "feishu.verify_tls": ConfigurationSample("false"),
        "feishu.http2": ConfigurationSample("true"),
        "quota.per_second": ConfigurationSample("0"),
        "quota.per_minute": ConfigurationSample("100"),
        "quota.limits": ConfigurationSample(
            "* message.send 50/500, default * 10/100", yaml: "[\"* message.send 50/500\", \"default * 10/100\"]"),
        "quota.bulk_percent": ConfigurationSample("10"),
        "execute.concurrency": ConfigurationSample("8"),
        "execute.window": ConfigurationSample("100"),
        "execute.window_bytes": ConfigurationSample("1048576"),
        "execute.definition_wait": ConfigurationSample("5m"),
        "execute.park_beyond": ConfigurationSample("50"),
        "execute.sync_burst": ConfigurationSample("500ms"),
        "execute.in_doubt_after": ConfigurationSample("30m"),
        "execute.receipt_retention": ConfigurationSample("30d"),
        "execute.confirm.in_doubt": ConfigurationSample("false"),
        "execute.confirm.percent": ConfigurationSample("10"),
        "execute.confirm.within": ConfigurationSample("5s"),
        "execute.confirm.after": ConfigurationSample("3s"),
        "execute.confirm.batch": ConfigurationSample("20"),
        "execute.dead_letter_credit.burst": ConfigurationSample("0"),
        "execute.dead_letter_credit.interval": ConfigurationSample("1m"),
        "execute.hold_probe": ConfigurationSample("2m"),
        "execute.receipts": ConfigurationSample("false"),
        "execute.retry.attempts": ConfigurationSample("3"),
        "execute.retry.age": ConfigurationSample("2h"),
        "execute.retry.base": ConfigurationSample("1s"),
        "execute.retry.cap": ConfigurationSample("2m"),
        "route.default_locale": ConfigurationSample("ja-JP"),
        "route.messages": ConfigurationSample("false"),
        "route.notifications": ConfigurationSample(
            "[{event: approval.task.created, definition: \"expense-*\", send: \"1021\", to: [approver, initiator], "
                + "title: {en-US: \"{approval} waits\", zh-CN: \"{approval} 待处理\"}, content: \"**{node}**\"}]"),
        "route.maximum_tasks": ConfigurationSample("200"),
        "route.maximum_command_bytes": ConfigurationSample("500000"),
        "shutdown.drain": ConfigurationSample("18s"),
        "shutdown.deadline": ConfigurationSample("40s"),
        "operations.listen": ConfigurationSample("127.0.0.1:0", yaml: "127.0.0.1:0", printed: "\"127.0.0.1:0\""),
        "log.level": ConfigurationSample("debug"),
        "log.format": ConfigurationSample("json"),
    ]
}
