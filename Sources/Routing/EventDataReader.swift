import ApprovalContract
import FeishuTypes
import JSON

/// Reads `data` of one event. Every violation goes to the context with its path from `data` on.
struct EventDataReader {
    let family: EventFamily
    let type: EventType

    private static let names = [
        "definition", "instance", "task_id", "new_task_id", "cc_id", "comment", "recipients", "message", "instances",
        "sync", "approval_code_kind", "operator", "notify",
    ]
    private static let table = JSONKeyTable(names)

    /// Which members an event of this family may have.
    private var allowed: Set<String> {
        switch family {
        case .definition: ["definition"]
        case .instance: ["instance", "sync", "approval_code_kind", "operator", "comment", "recipients", "notify"]
        case .task:
            [
                "instance", "task_id", "new_task_id", "sync", "approval_code_kind", "operator", "comment",
                "recipients", "notify",
            ]
        case .cc: ["instance", "cc_id", "sync", "approval_code_kind", "operator", "comment", "recipients", "notify"]
        case .comment: ["instance", "comment", "recipients", "approval_code_kind", "operator", "notify"]
        case .message, .messageUpdate: ["message", "notify"]
        case .check: ["instances"]
        }
    }

    func read(_ value: JSONValue, in context: inout ReadingContext) -> EventData {
        var data = EventData()
        guard let object = value.object else {
            context.report("", "expected an object, found \(value.kind)")
            return data
        }
        let allowed = allowed
        var seen: Set<String> = []
        for member in object {
            guard let index = Self.table.index(of: member.key) else {
                let name = String(member.key)
                let near = Self.table.nearest(to: name).map { "; the nearest known one is \($0)" } ?? ""
                context.report(String(name.prefix(80)), "unknown field of data\(near)")
                continue
            }
            let name = Self.names[index]
            guard allowed.contains(name) else {
                context.report(name, "an event of type \(type.rawValue) has no such member")
                continue
            }
            if member.value.isNull { continue }
            seen.insert(name)
            readMember(name, member.value, into: &data, in: &context)
        }
        for name in required where !seen.contains(name) {
            context.report(name, "is required in an event of type \(type.rawValue), found nothing")
        }
        return data
    }

    private var required: [String] {
        switch family {
        case .definition: ["definition"]
        case .instance: ["instance"]
        case .task: ["instance", "task_id"]
        case .cc: ["instance", "cc_id"]
        case .comment: ["instance", "comment", "recipients"]
        case .message, .messageUpdate: ["message"]
        case .check: ["instances"]
        }
    }

    private func readMember(
        _ name: String, _ value: JSONValue, into data: inout EventData, in context: inout ReadingContext
    ) {
        switch name {
        case "definition":
            data.definition = context.at(name) { DefinitionUpsert(reading: value, in: &$0) }
        case "instance":
            context.completeness = family == .comment ? .identity : .whole
            context.impliedInstanceStatus = type.impliedStatus
            let errors = context.errorCount
            let instance = context.at(name) { InstanceSync(salvaging: value, in: &$0) }
            // What could be read serves the checks that follow, so that they are reported too.
            data.instance = instance
            context.completeness = .whole
            if context.errorCount == errors { checkStatus(instance, in: &context) }
        case "task_id": data.taskID = text(value, name, in: &context)
        case "new_task_id": data.newTaskID = text(value, name, in: &context)
        case "cc_id": data.ccID = text(value, name, in: &context)
        case "comment": data.comment = context.at(name) { readComment(value, in: &$0) }
        case "recipients":
            guard let array = value.array else {
                context.report(name, "expected an array of {user_id or open_id}, found \(value.kind)")
                return
            }
            guard array.count <= 200 else {
                context.report(name, "expected at most 200 recipients, found \(array.count)")
                return
            }
            for (index, element) in array.enumerated() {
                if let user = context.at(name, index, { readUser(element, in: &$0) }) { data.recipients.append(user) }
            }
            if array.count == 0 { context.report(name, "expected at least one recipient, found none") }
        case "message":
            if family == .message {
                data.message = context.at(name) { MessageSend(reading: value, in: &$0) }
            } else {
                data.update = context.at(name) { MessageUpdate(reading: value, in: &$0) }
            }
        case "instances":
            // Feishu's own body is `{"instances": […]}`, which is what `data` is here.
            data.check = readCheck(value, in: &context)
        case "sync":
            guard let text = text(value, name, in: &context) else { return }
            if text == "partial" || text == "full" {
                data.sync = text
            } else {
                context.report(name, "expected partial or full, found \"\(text.prefix(80))\"")
            }
        case "approval_code_kind":
            guard let text = text(value, name, in: &context) else { return }
            if let kind = CodeKind(rawValue: text) {
                data.codeKind = kind
            } else {
                context.report(name, "expected custom or feishu, found \"\(text.prefix(80))\"")
            }
        case "operator": data.operatorUser = context.at(name) { readUser(value, in: &$0) }
        case "notify":
            if let notify = value.bool {
                data.notify = notify
            } else {
                context.report(name, "expected true or false, found \(value.kind)")
            }
        default: break
        }
    }

    private func readCheck(_ value: JSONValue, in context: inout ReadingContext) -> InstanceCheck? {
        guard let array = value.array else {
            context.report("instances", "expected an array, found \(value.kind)")
            return nil
        }
        guard array.count > 0, array.count <= context.limits.checkedInstances else {
            context.report(
                "instances", "expected 1 to \(context.limits.checkedInstances) instances, found \(array.count)")
            return nil
        }
        var items: [InstanceCheckItem] = []
        for (index, element) in array.enumerated() {
            if let item = context.at("instances", index, { InstanceCheckItem(reading: element, in: &$0) }) {
                items.append(item)
            }
        }
        return InstanceCheck(instances: items)
    }

    private func checkStatus(_ instance: InstanceSync, in context: inout ReadingContext) {
        guard type.fixesStatus, let implied = type.impliedStatus, instance.status != implied else { return }
        context.report(
            "instance.status",
            "expected \(implied.rawValue), which the type \(type.rawValue) says (or leave it out); "
                + "found \(instance.status.rawValue)")
    }

    private func text(_ value: JSONValue, _ name: String, in context: inout ReadingContext) -> String? {
        guard let text = value.stringValue, !text.isEmpty, text.utf8.count <= 1024 else {
            context.report(name, "expected a non-empty string of at most 1024 bytes, found \(value.kind)")
            return nil
        }
        return text
    }
}

// MARK: - People

extension EventDataReader {
    private static let commentNames = JSONKeyTable(["id", "user_id", "open_id", "text"])
    private static let userNames = JSONKeyTable(["user_id", "open_id"])

    private func readUser(_ value: JSONValue, in context: inout ReadingContext) -> UserReference? {
        guard let object = value.object else {
            context.report("", "expected {user_id or open_id}, found \(value.kind)")
            return nil
        }
        reportUnknown(object, Self.userNames, in: &context)
        let user = UserReference(
            userID: optional(value, "user_id", in: &context), openID: optional(value, "open_id", in: &context))
        if user.isEmpty {
            context.report("", "expected user_id or open_id, found neither")
            return nil
        }
        return user
    }

    private func readComment(_ value: JSONValue, in context: inout ReadingContext) -> EventComment? {
        guard let object = value.object else {
            context.report("", "expected {id, user_id or open_id, text}, found \(value.kind)")
            return nil
        }
        reportUnknown(object, Self.commentNames, in: &context)
        let comment = EventComment(
            id: optional(value, "id", in: &context),
            user: UserReference(
                userID: optional(value, "user_id", in: &context), openID: optional(value, "open_id", in: &context)),
            text: optional(value, "text", in: &context))
        if family == .comment {
            if comment.id == nil { context.report("id", "is required, found nothing") }
            if comment.user.isEmpty { context.report("user_id", "expected user_id or open_id, found neither") }
            if comment.text == nil { context.report("text", "is required, found nothing") }
        }
        return comment
    }

    private func optional(_ value: JSONValue, _ name: String, in context: inout ReadingContext) -> String? {
        for member in value.object.map({ Array($0) }) ?? [] where member.key == name {
            if member.value.isNull { return nil }
            guard let text = member.value.stringValue else {
                context.report(name, "expected a string, found \(member.value.kind)")
                return nil
            }
            return text.isEmpty ? nil : text
        }
        return nil
    }

    private func reportUnknown(_ object: JSONObject, _ table: JSONKeyTable, in context: inout ReadingContext) {
        for member in object where table.index(of: member.key) == nil {
            let name = String(member.key)
            let near = table.nearest(to: name).map { "; the nearest known one is \($0)" } ?? ""
            context.report(String(name.prefix(80)), "unknown field\(near)")
        }
    }
}
