import ApprovalContract
import FeishuTypes
import JSON

/// Reads `data` of one event. Every violation goes to the context with its path from `data` on.
struct EventDataReader {
    let family: EventFamily
    let type: EventType

    private static let names = EventMembers.names
    private static let table = JSONKeyTable(names)

    /// Which members an event of this family may have.
    private var allowed: EventMembers {
        switch family {
        case .definition: [.definition, .quickApproval]
        case .instance: [.instance, .beside, .sync, .quickApproval]
        case .task: [.instance, .beside, .sync, .quickApproval, .taskID, .newTaskID]
        case .cc: [.instance, .beside, .sync, .quickApproval, .ccID]
        case .comment: [.instance, .beside]
        case .message, .messageUpdate: [.message, .notify]
        case .check: .instances
        }
    }

    func read(_ value: JSONValue, in context: inout ReadingContext) -> EventData {
        let data = EventData()
        guard let object = context.object(value) else { return data }
        let allowed = allowed
        var seen: EventMembers = []
        for member in object {
            guard let index = Self.table.index(of: member.key) else {
                context.reportUnknown(String(member.key), among: Self.table, isFeishus: false)
                continue
            }
            let name = Self.names[index]
            guard allowed.contains(EventMembers(index: index)) else {
                context.report(name, "an event of type \(type.rawValue) has no such member")
                continue
            }
            if member.value.isNull { continue }
            seen.insert(EventMembers(index: index))
            readMember(name, member.value, into: data, in: &context)
        }
        if !seen.isSuperset(of: required) {
            for name in required.subtracting(seen).names {
                context.report(name, "is required in an event of type \(type.rawValue), but missing")
            }
        }
        warn(seen, in: &context)
        return data
    }

    /// Members that are allowed, and have no effect here.
    private func warn(_ seen: EventMembers, in context: inout ReadingContext) {
        if family == .task, seen.contains(.newTaskID), !type.makesAnotherTask {
            context.report(
                "new_task_id", "has an effect in events of tasks transferred, added, delegated, rolled back only",
                severity: .warning)
        }
    }

    private var required: EventMembers {
        switch family {
        case .definition: .definition
        case .instance: .instance
        case .task: [.instance, .taskID]
        case .cc: [.instance, .ccID]
        case .comment: [.instance, .comment, .recipients]
        case .message, .messageUpdate: .message
        case .check: .instances
        }
    }

    private func readMember(
        _ name: String, _ value: JSONValue, into data: EventData, in context: inout ReadingContext
    ) {
        switch name {
        case "definition":
            data.definition = context.at(name) { DefinitionUpsert(reading: value, in: &$0) }
        case "instance":
            context.completeness = family == .comment ? .identity : .whole
            context.impliedInstanceStatus = type.impliedStatus
            // What could be read serves the checks that follow, so that they are reported too.
            let instance = context.at(name) { InstanceSync(salvaging: value, in: &$0) }
            data.instance = instance
            context.completeness = .whole
            checkStatus(instance, in: &context)
        case "task_id": data.taskID = identifier(value, name, in: &context)
        case "new_task_id": data.newTaskID = identifier(value, name, in: &context)
        case "cc_id": data.ccID = identifier(value, name, in: &context)
        case "comment": data.comment = context.at(name) { readComment(value, in: &$0) }
        case "recipients": data.recipients = readRecipients(value, in: &context)
        case "message":
            if family == .message {
                data.message = context.at(name) { MessageSend(reading: value, in: &$0) }
            } else {
                data.update = context.at(name) { MessageUpdate(reading: value, in: &$0) }
            }
        case "instances":
            // Feishu's own body is `{"instances": […]}`, which is what `data` is here.
            data.check = InstanceCheck(instances: context.checkedInstances(value, name))
        case "sync": data.sync = context.choice(value, name)
        case "approval_code_kind": data.codeKind = context.choice(value, name) ?? .custom
        case "operator": data.operatorUser = context.at(name) { UserReference(reading: value, in: &$0) }
        case "quick_approval":
            data.quickApproval = context.at(name) { QuickApproval(reading: value, in: &$0) }
        case "notify": data.notify = context.bool(value, name) ?? true
        default: break
        }
    }

    private func checkStatus(_ instance: InstanceSync, in context: inout ReadingContext) {
        guard type.fixesStatus, let implied = type.impliedStatus, instance.status != implied else { return }
        context.report(
            "instance.status",
            "expected \(implied.rawValue), which the type \(type.rawValue) says (or leave it out), found "
                + instance.status.rawValue)
    }

    private func identifier(_ value: JSONValue, _ name: String, in context: inout ReadingContext) -> String? {
        context.identifier(value, name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
