/// `dry_run:` – a run that says what would be done, and does nothing of it.
public struct DryRunSettings: Sendable {
    /// `enabled`: events are judged and routed by a group of their own; nothing is called, and only `topic` is written to.
    public var isEnabled = false
    /// `topic`: where its answers go; `<topics.prefix>.dry-run` when not set.
    public var topic: String?

    public init() {}
}

extension RelayConfiguration {
    /// Where a dry run answers.
    public var dryRunTopic: String { dryRun.topic ?? TopicNames(prefix: topics.prefix).dryRun }
}
