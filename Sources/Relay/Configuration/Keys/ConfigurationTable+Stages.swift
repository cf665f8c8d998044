import Delivery
import Observability

extension ConfigurationTable {
    static let stageKeys: [ConfigurationKey<RelayConfiguration>] = [
        ConfigurationKey(
            "quota.per_second", .integer(\.quota.perSecond, in: 0...1_000_000), "Feishu's limit is 50; 0 for none."),
        ConfigurationKey(
            "quota.per_minute", .integer(\.quota.perMinute, in: 0...10_000_000), "Feishu's limit is 1000; 0 for none."),
        ConfigurationKey(
            "quota.limits", .list(\.quota.limitTexts),
            "Limits of single apps and APIs, `APP API SECOND/MINUTE` each; `*` for every app or API, 0 for none. The last that fits counts.",
            example: "[\"default message.send 50/500\"]"),
        ConfigurationKey(
            "quota.bulk_percent", .integer(\.quota.bulkPercent, in: 0...50),
            "Calls of bulk commands while live ones wait too; they get all that live ones leave, evenly spread."),
        ConfigurationKey(
            "execute.concurrency", .integer(\.execute.concurrency, in: 1...1024), "Calls in flight at most."),
        ConfigurationKey(
            "execute.window", .integer(\.execute.window, in: 1...1_000_000),
            "Commands of a lane's live topic, or of its bulk topic, that are taken in and not finished, at most; beyond it its partitions pause."
        ),
        ConfigurationKey(
            "execute.window_bytes", .integer(\.execute.windowBytes, in: (1 << 20)...(1 << 36)), "The same in bytes."),
        ConfigurationKey(
            "execute.definition_wait", .duration(\.execute.definitionWait, in: .zero ... .seconds(86_400)),
            "How long an instance waits for a definition that isn't known yet."),
        ConfigurationKey(
            "execute.park_beyond", .integer(\.execute.parkBeyond, in: 1...1_000_000),
            "Commands of a process that wait for one held app and API, for definitions that aren't known, or for one definition that pauses, at most; those beyond are parked."
        ),
        ConfigurationKey(
            "execute.sync_burst", .duration(\.execute.syncBurst, in: .zero ... .seconds(10)),
            "How long an instance's sync waits for others of it to go into the same call; those that wait anyway go together without it."
        ),
        ConfigurationKey(
            "execute.in_doubt_after", .duration(\.execute.inDoubtAfter, in: .seconds(1) ... .seconds(86_400)),
            "A message that may have been sent so long ago is set aside as `in_doubt`; Feishu knows repeats for an hour."
        ),
        ConfigurationKey(
            "execute.receipt_retention",
            .duration(\.execute.receiptRetention, in: .zero ... .seconds(3650 * 86_400)),
            "How long what is known of an approval is kept after its last command; 0 for ever. Cards are updated for 30 days."
        ),
        ConfigurationKey(
            "execute.hold_probe", .duration(\.execute.holdProbe, in: .seconds(1) ... .seconds(86_400)),
            "How often one process tries whether an app that Feishu refuses may call again."),
        ConfigurationKey(
            "execute.receipts", .boolean(\.execute.writesReceipts),
            "Whether outcomes are kept in Kafka; `false` is for measuring what they cost."),
        ConfigurationKey(
            "execute.dead_letter_credit.burst", .integer(\.execute.deadLetterCredit.burst, in: 0...1_000_000),
            "Commands of an app and definition that Feishu may refuse before the definition pauses; 0 for no bound."),
        ConfigurationKey(
            "execute.dead_letter_credit.interval",
            .duration(\.execute.deadLetterCredit.interval, in: .seconds(1) ... .seconds(86_400)),
            "One more in each; a success brings one too, up to five times the burst."),
        ConfigurationKey(
            "execute.confirm.in_doubt", .boolean(\.execute.confirm.inDoubt),
            "Whether it is asked about syncs whose answer was lost, that came soon after another call of their approval, or that were under way at a former owner."
        ),
        ConfigurationKey(
            "execute.confirm.percent", .integer(\.execute.confirm.percent, in: 0...100),
            "Of all the others, so many of a hundred."),
        ConfigurationKey(
            "execute.confirm.within", .duration(\.execute.confirm.within, in: .zero ... .seconds(3600)),
            "A sync that starts so soon after another call of its approval ended is in doubt; 0 for none."),
        ConfigurationKey(
            "execute.confirm.after", .duration(\.execute.confirm.after, in: .zero ... .seconds(3600)),
            "How long after the sync it is asked."),
        ConfigurationKey(
            "execute.confirm.batch", .integer(\.execute.confirm.batch, in: 1...50),
            "Approvals in one call; how many Feishu takes isn't documented."),
        ConfigurationKey(
            "execute.retry.attempts", .integer(\.execute.retry.maximumAttempts, in: 1...1000),
            "Calls in all, the first included."),
        ConfigurationKey(
            "execute.retry.age", .duration(\.execute.retry.maximumAge, in: .zero ... .seconds(604_800)),
            "From the first failure."),
        ConfigurationKey(
            "execute.retry.base", .duration(\.execute.retry.base, in: .milliseconds(10) ... .seconds(3600)),
            "The longest first wait; it doubles with each failure."),
        ConfigurationKey(
            "execute.retry.cap", .duration(\.execute.retry.cap, in: .milliseconds(10) ... .seconds(86_400)),
            "The longest wait at all."),
        ConfigurationKey(
            "route.default_locale", .choice(\.route.defaultLocale, of: locales), "The language of plain texts."),
        ConfigurationKey(
            "route.messages", .boolean(\.route.sendsMessages), "Whether events make bot messages by themselves."),
        ConfigurationKey(
            "route.notifications", .notifications(\.route.notificationEntries),
            "Which messages an event sends and which cards it changes, where it isn't as by default: see [notifications.md](notifications.md).",
            example: "[{event: approval.instance.submitted, send: \"1005\", to: [initiator]}]"),
        ConfigurationKey(
            "route.maximum_tasks", .integer(\.route.maximumTasks, in: 1...1000),
            "Tasks of one instance (Feishu's documents say 300, older ones 200)."),
        ConfigurationKey(
            "route.maximum_command_bytes", .integer(\.route.maximumCommandBytes, in: 1024...900_000_000),
            "A larger command rejects its event as `too_large`."),
    ]

    static let endingKeys: [ConfigurationKey<RelayConfiguration>] = [
        ConfigurationKey(
            "dry_run.enabled", .boolean(\.dryRun.isEnabled),
            "Whether to say what would be done and do nothing of it (`run --dry-run`): a consumer group of its own, no call, no secret, no other topic written to."
        ),
        ConfigurationKey(
            "dry_run.topic", .optionalText(\.dryRun.topic),
            "Where its answers go; `<topics.prefix>.dry-run` when not set.", example: "oa.dry-run"),
        ConfigurationKey(
            "shutdown.drain", .duration(\.shutdown.drain, in: .milliseconds(100) ... .seconds(1800)),
            "How long calls in flight may take when a partition is given up; below `kafka.session_timeout`."),
        ConfigurationKey(
            "shutdown.deadline", .duration(\.shutdown.deadline, in: .seconds(1) ... .seconds(3600)),
            "After a stop signal the process is gone within this time; above `shutdown.drain`."),
        ConfigurationKey(
            "operations.listen", .optionalText(\.operations.listen), "host:port; off when not set.",
            example: "0.0.0.0:9090"),
        ConfigurationKey(
            "log.level", .choice(\.log.level, of: LogLevel.allCases.map(\.rawValue)), "The least level that is written."
        ),
        ConfigurationKey(
            "log.format", .choice(\.log.format, of: LogFormat.allCases.map(\.rawValue)),
            "`auto` is text on a terminal, JSON elsewhere."),
    ]

    /// Those that Feishu knows.
    private static let locales = [
        "zh-CN", "en-US", "ja-JP", "zh-HK", "zh-TW", "de-DE", "es-ES", "fr-FR", "id-ID", "it-IT", "ko-KR", "pt-BR",
        "th-TH", "vi-VN", "ms-MY", "ru-RU",
    ]
}
