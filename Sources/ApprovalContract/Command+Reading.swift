import FeishuTypes
public import JSON

extension Command {
    /// Reads a command record.
    ///
    /// - Throws: `malformed` with the first member that is not as it should be; `newerFormat` when another build wrote it.
    public init(reading root: JSONValue) throws(ContractError) {
        guard root.object != nil else {
            throw ContractError(.malformed, "A command must be a JSON object; found \(root.kind).")
        }
        guard let version = root["v"]?.int64 else { throw Self.missing("v", "an integer") }
        guard version <= Int64(Command.currentVersion) else {
            throw ContractError(
                .newerFormat,
                "The command has format \(version); this build reads up to \(Command.currentVersion). Upgrade the relay."
            )
        }
        guard version >= 1 else { throw Self.missing("v", "at least 1") }
        let kindName = try Self.text(root, "kind")
        guard let kind = CommandKind(rawValue: kindName) else {
            throw ContractError(.malformed, "kind: expected a command kind, found \"\(kindName.prefix(80))\".")
        }
        guard let eventValue = root["event"], let event = EventReference(reading: eventValue) else {
            throw Self.missing("event", "an object with topic, partition and offset")
        }
        guard let body = root["body"], body.object != nil else { throw Self.missing("body", "an object") }
        var trace: TraceHeaders?
        if let value = root["trace"], let parent = value["traceparent"]?.stringValue {
            trace = TraceHeaders(traceparent: parent, tracestate: value["tracestate"]?.stringValue)
        }
        self.init(
            id: try Self.text(root, "id"),
            kind: kind,
            app: try Self.text(root, "app"),
            key: try Self.text(root, "key"),
            slot: root["slot"]?.stringValue ?? "",
            index: Self.small(root["index"]) ?? 0,
            count: Self.small(root["count"]) ?? 1,
            event: event,
            sequence: root["sequence"]?.stringValue,
            priority: root["priority"]?.stringValue.flatMap { Priority(rawValue: $0) } ?? .live,
            replyTo: root["reply_to"]?.stringValue,
            correlationID: root["correlation_id"]?.stringValue,
            trace: trace,
            expiry: root["expiry"]?.int64,
            warnings: Self.problems(root["warnings"]),
            routedAt: root["routed_at"]?.int64 ?? 0,
            codeKind: root["code_kind"]?.stringValue.flatMap { CodeKind(rawValue: $0) } ?? .custom,
            targetSlot: root["target_slot"]?.stringValue,
            body: .parsed(body))
        self.version = Int(version)
        if let value = root["quick_approval"], value.object != nil { quickApproval = .parsed(value) }
        if let value = root["card_origin"], let definition = value["definition"]?.stringValue {
            cardOrigin = CardOrigin(
                definition: definition, actionContext: value["action_context"]?.stringValue ?? "")
        }
    }

    private static func missing(_ name: String, _ expected: String) -> ContractError {
        ContractError(.malformed, "\(name): expected \(expected) in a command, found something else or nothing.")
    }

    private static func text(_ root: JSONValue, _ name: StaticString) throws(ContractError) -> String {
        guard let text = root[name]?.stringValue else { throw missing("\(name)", "a string") }
        return text
    }

    private static func small(_ value: JSONValue?) -> Int? {
        value?.int64.flatMap { (0...100_000).contains($0) ? Int($0) : nil }
    }

    private static func problems(_ value: JSONValue?) -> [FieldProblem] {
        guard let array = value?.array else { return [] }
        return array.prefix(100).map {
            FieldProblem(
                path: $0["path"]?.stringValue ?? "", problem: $0["problem"]?.stringValue ?? "", severity: .warning)
        }
    }
}
