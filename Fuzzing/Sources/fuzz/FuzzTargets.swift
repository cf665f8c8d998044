import FeishuTypes

/// All targets by name, in the order in which they are listed.
enum FuzzTargets {
    static var names: [String] { table.map(\.name) }

    static func make(_ name: String) -> (any FuzzTarget)? {
        table.first { $0.name == name }?.make()
    }

    private static let table: [(name: String, make: @Sendable () -> any FuzzTarget)] = [
        ("json", { JSONTarget() }),
        ("envelope", { EnvelopeTarget() }),
        ("event", { EventTarget() }),
        ("event-file", { EventFileTarget() }),
        ("body-definition", { BodyTarget<DefinitionUpsert>() }),
        ("body-instance", { BodyTarget<InstanceSync>() }),
        ("body-message", { BodyTarget<MessageSend>() }),
        ("body-message-update", { BodyTarget<MessageUpdate>() }),
        ("body-check", { BodyTarget<InstanceCheck>() }),
        ("body-task-query", { BodyTarget<TaskQuery>() }),
        ("body-definition-answer", { BodyTarget<DefinitionAnswer>() }),
        ("body-message-answer", { BodyTarget<MessageAnswer>() }),
        ("body-check-answer", { BodyTarget<InstanceCheckAnswer>() }),
        ("body-task-query-answer", { BodyTarget<TaskQueryAnswer>() }),
        ("sync-merge", { SyncMergeTarget() }),
        ("answer", { AnswerTarget() }),
        ("command", { CommandTarget() }),
        ("commit-map", { CommitMapTarget() }),
        ("receipt", { ReceiptTarget() }),
        ("compact-receipt", { CompactReceiptTarget() }),
        ("control", { ControlTarget() }),
        ("parking", { ParkingTarget() }),
        ("texts", { TextsTarget() }),
        ("yaml", { YAMLTarget() }),
        ("configuration", { ConfigurationTarget() }),
    ]
}
