import ApprovalContract
import FeishuTypes

/// What an instance's event says beside the instance must fit it: ids are those of listed tasks and copies, and states those that
/// the event's type says. Takes both as arguments: copies of them cost as much as reading them.
struct ReferenceCheck {
    let type: EventType

    /// `update_mode` is Feishu's own and decides; `data.sync` must not say otherwise; UPDATE where neither is given.
    func mode(_ data: EventData, _ instance: InstanceSync, in context: inout ReadingContext) -> UpdateMode {
        if let mode = instance.updateMode, let sync = data.sync, mode != sync.mode {
            context.report(
                "sync",
                "expected \(mode == .replace ? "full" : "partial"), which instance.update_mode \(mode.rawValue) means "
                    + "(or leave one of them out), found \(sync.rawValue)")
        }
        return instance.updateMode ?? data.sync?.mode ?? .update
    }

    func run(_ data: EventData, _ instance: InstanceSync, in context: inout ReadingContext) {
        checkCode(data, instance, in: &context)
        let task = listedTask("task_id", data.taskID, instance, in: &context)
        listedTask("new_task_id", data.newTaskID, instance, in: &context)
        if let id = data.newTaskID, id == data.taskID {
            context.report("new_task_id", "expected another task than task_id, found the same")
        }
        if let task { checkStatus(of: task, instance, in: &context) }
        checkCopy(data, instance, in: &context)
    }

    /// Feishu's codes are UUIDs in capitals. One that is taken for a custom code waits for a definition that never comes.
    func checkCode(_ data: EventData, _ instance: InstanceSync, in context: inout ReadingContext) {
        guard data.codeKind == .custom, Self.isFeishus(instance.approvalCode) else { return }
        context.report(
            "instance.approval_code",
            "looks like Feishu's own code, but is taken for the one that the definition was published under; say "
                + "\"approval_code_kind\": \"feishu\" in data if it is Feishu's", severity: .warning)
    }

    /// Feishu takes its own code for a new one of yours, and makes a second definition.
    static func checkCode(of definition: DefinitionUpsert, in context: inout ReadingContext) {
        guard isFeishus(definition.approvalCode) else { return }
        context.report(
            "definition.approval_code",
            "looks like a code that Feishu gave; a definition is published and changed under a code of your own, and "
                + "under this one a second would be made", severity: .warning)
    }

    static func isFeishus(_ code: String) -> Bool {
        guard code.utf8.count == 36 else { return false }
        return code.utf8.enumerated().allSatisfy { index, byte in
            switch index {
            case 8, 13, 18, 23: byte == UInt8(ascii: "-")
            default: (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte)
            }
        }
    }

    // MARK: Tasks

    @discardableResult
    private func listedTask(
        _ name: String, _ id: String?, _ instance: InstanceSync, in context: inout ReadingContext
    ) -> Int? {
        guard let id else { return nil }
        if let index = instance.tasks.firstIndex(where: { $0.taskID == id }) { return index }
        let listed = Self.shown(instance.tasks.map(\.taskID))
        context.report(
            name, "expected the id of a task in instance.task_list (\(listed)), found \"\(id.prefix(80))\"")
        return nil
    }

    private func checkStatus(of index: Int, _ instance: InstanceSync, in context: inout ReadingContext) {
        let path = "instance.task_list[\(index)].status"
        let found = instance.tasks[index].status
        if let expected = type.taskStatus {
            guard found != expected else { return }
            context.report(
                path, "expected \(expected.rawValue), which the type \(type.rawValue) says, found \(found.rawValue)")
        } else if let isOver = type.endsTask, isOver == (found == .pending) {
            context.report(
                path,
                isOver
                    ? "is PENDING, so the to-do stays in its approver's list, though the type is \(type.rawValue)"
                    : "is \(found.rawValue), so no to-do is shown, though the type is \(type.rawValue)",
                severity: .warning)
        }
    }

    // MARK: Copies

    private func checkCopy(_ data: EventData, _ instance: InstanceSync, in context: inout ReadingContext) {
        guard let id = data.ccID else { return }
        guard let index = instance.cc.firstIndex(where: { $0.ccID == id }) else {
            let listed = Self.shown(instance.cc.map(\.ccID))
            context.report(
                "cc_id", "expected the id of an entry in instance.cc_list (\(listed)), found \"\(id.prefix(80))\"")
            return
        }
        if type == .ccRead, instance.cc[index].readStatus == .unread {
            context.report(
                "instance.cc_list[\(index)].read_status",
                "expected READ, which the type \(type.rawValue) says, found UNREAD")
        }
    }

    private static func shown(_ ids: [String]) -> String {
        guard !ids.isEmpty else { return "which is empty" }
        let first = ids.prefix(5).map { $0.prefix(40) }.joined(separator: ", ")
        return ids.count > 5 ? "\(first) and \(ids.count - 5) more" : first
    }
}
