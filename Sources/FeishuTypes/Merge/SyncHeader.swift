public import JSON

/// The few members of a sync's body that decide what may go with it into one call. Read without the rest.
public struct SyncHeader: Sendable, Hashable {
    /// As the body names it: the caller's own code, or Feishu's.
    public var approvalCode: String
    /// Feishu replaces where the body doesn't say.
    public var mode: UpdateMode
    public var status: InstanceStatus
    /// The sender's, epoch milliseconds: the latest of the instance, its tasks and its copies, so that a version that follows from it is below
    /// none that the sender has given. 0 without one.
    public var updateTime: Int64
    /// Feishu's recipe for giving an instance away (feishu-api.md §3.5). It can't be undone.
    public var isCleanUp = false
    /// Whether one of these members can't be read: such a body is sent as it is, and alone.
    public var isOpaque = false

    public init(approvalCode: String, mode: UpdateMode, status: InstanceStatus, updateTime: Int64) {
        self.approvalCode = approvalCode
        self.mode = mode
        self.status = status
        self.updateTime = updateTime
    }

    public init(_ sync: InstanceSync) {
        self.init(
            approvalCode: sync.approvalCode, mode: sync.updateMode ?? .replace, status: sync.status,
            updateTime: max(
                sync.updateTime, sync.tasks.lazy.map(\.updateTime).max() ?? 0, sync.cc.lazy.map(\.updateTime).max() ?? 0
            ))
        isCleanUp =
            mode == .replace && status == .approved && sync.user.isEmpty && (sync.userName ?? "").isEmpty
            && sync.tasks.isEmpty
            && sync.cc.isEmpty
    }

    public init(reading body: JSONValue) {
        let status = body["status"]?.stringValue.flatMap { InstanceStatus(rawValue: $0) }
        let code = body["approval_code"]?.stringValue
        var time = Self.time(of: body)
        for list in [body["task_list"]?.array, body["cc_list"]?.array] {
            for entity in list.map(Array.init) ?? [] { time = max(time, Self.time(of: entity)) }
        }
        var mode: UpdateMode? = .replace
        if let value = body["update_mode"], !value.isNull {
            mode = value.stringValue.flatMap { UpdateMode(rawValue: $0) }
        }
        self.init(
            approvalCode: code ?? "", mode: mode ?? .replace, status: status ?? .pending, updateTime: time)
        isOpaque = status == nil || code == nil || mode == nil
        isCleanUp =
            self.mode == .replace && self.status == .approved
            && ["user_id", "open_id", "user_name"].allSatisfy { body.object?[$0]?.string?.isEmpty ?? true }
            && ["task_list", "cc_list"].allSatisfy { body.object?[$0]?.array?.isEmpty ?? true }
    }

    private static func time(of value: JSONValue) -> Int64 {
        guard let time = value["update_time"] else { return 0 }
        return max(0, time.int64 ?? time.stringValue.flatMap { Int64($0) } ?? 0)
    }

    /// Whether it is certain that Feishu holds the same when only what comes of both is sent.
    ///
    /// Not where Feishu may refuse or ignore the second: a final status that is left again (documented nowhere), an instance that
    /// was given away. Nor where the definition changes.
    public func mayBeFollowed(by newer: SyncHeader) -> Bool {
        approvalCode == newer.approvalCode && !isOpaque && !newer.isOpaque && !isCleanUp
            && (!status.isFinal || newer.status.isFinal)
    }
}
