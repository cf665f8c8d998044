import JSON

/// A snapshot as the control API's JSON.
enum SnapshotWriter {
    static func write(_ snapshot: SimulatorSnapshot, _ writer: inout JSONWriter) {
        writer.objects("definitions", snapshot.definitions, write)
        writer.objects("instances", snapshot.instances, write)
        writer.objects("messages", snapshot.messages, write)
        writer.key("totals")
        writer.beginObject()
        writer.member("instances", snapshot.instanceCount)
        writer.member("messages", snapshot.messageCount)
        writer.member("forgotten_instances", snapshot.forgottenInstances)
        writer.member("forgotten_messages", snapshot.forgottenMessages)
        writer.key("calls")
        writer.beginObject()
        for api in SimulatedAPI.allCases {
            guard let outcomes = snapshot.calls[api] else { continue }
            writer.key(api.rawValue)
            writer.beginObject()
            for outcome in JournalOutcome.allCases {
                guard let count = outcomes[outcome] else { continue }
                writer.key(outcome.rawValue)
                writer.value(count)
            }
            writer.endObject()
        }
        writer.endObject()
        writer.endObject()
    }

    private static func write(_ definition: DefinitionView, _ writer: inout JSONWriter) {
        writer.member("approval_code", definition.realCode)
        writer.member("custom_code", definition.customCode)
        writer.member("app", definition.app)
        writer.member("tenant", definition.tenant)
        writer.member("name", definition.name)
        writer.member("group_code", definition.groupCode)
        writer.member("visible", definition.isVisible)
        writer.member("updates", definition.updates)
        writer.member("deleted", definition.isDeleted)
    }

    private static func write(_ instance: InstanceView, _ writer: inout JSONWriter) {
        writer.member("instance_id", instance.id)
        writer.member("app", instance.app)
        writer.member("tenant", instance.tenant)
        writer.member("approval_code", instance.approvalCode)
        writer.member("definition", instance.definitionName)
        writer.member("status", instance.status)
        writer.member("title", instance.title)
        writer.optional("user_id", instance.userID)
        writer.optional("open_id", instance.openID)
        writer.optional("user_name", instance.userName)
        writer.optional("department_id", instance.departmentID)
        writer.optional("department_name", instance.departmentName)
        writer.objects("form", instance.form) { field, writer in
            writer.member("name", field.name)
            writer.member("value", field.value)
        }
        writer.optional("pc_link", instance.pcLink)
        writer.optional("mobile_link", instance.mobileLink)
        writer.member("start_time", instance.startTime)
        writer.member("end_time", instance.endTime)
        writer.member("update_time", instance.updateTime)
        writer.member("owned_by_nobody", instance.isOwnedByNobody)
        writer.objects("tasks", instance.tasks, write)
        writer.objects("cc", instance.cc, write)
    }

    private static func write(_ task: InstanceView.Task, _ writer: inout JSONWriter) {
        writer.member("task_id", task.id)
        writer.optional("user_id", task.userID)
        writer.optional("open_id", task.openID)
        writer.member("status", task.status)
        writer.member("to_do", task.isToDo)
        writer.optional("hidden_because", task.hiddenBecause)
        writer.optional("title", task.title)
        writer.optional("node_id", task.nodeID)
        writer.optional("node_name", task.nodeName)
        writer.optional("action_context", task.actionContext)
        if !task.actions.isEmpty { writer.strings("actions", task.actions) }
        writer.member("create_time", task.createTime)
        writer.member("end_time", task.endTime)
        writer.member("update_time", task.updateTime)
    }

    private static func write(_ entry: InstanceView.CC, _ writer: inout JSONWriter) {
        writer.member("cc_id", entry.id)
        writer.optional("user_id", entry.userID)
        writer.optional("open_id", entry.openID)
        writer.optional("title", entry.title)
        writer.member("read_status", entry.readStatus)
        writer.optional("hidden_because", entry.hiddenBecause)
        writer.member("update_time", entry.updateTime)
    }

    private static func write(_ card: CardView, _ writer: inout JSONWriter) {
        writer.member("message_id", card.id)
        writer.member("app", card.app)
        writer.member("tenant", card.tenant)
        writer.optional("uuid", card.uuid)
        writer.member("template_id", card.template)
        writer.member("meaning", card.meaning)
        writer.optional("user_id", card.userID)
        writer.optional("open_id", card.openID)
        writer.member("title", card.title)
        writer.optional("title_user_id", card.titleUser)
        writer.strings("summaries", card.summaries)
        writer.optional("comment", card.comment)
        writer.optional("note", card.note)
        writer.strings("actions", card.actions)
        if !card.buttons.isEmpty { writer.strings("buttons", card.buttons) }
        writer.member("sent_at_us", card.sentAt.microseconds)
        if let updated = card.updatedAt { writer.member("updated_at_us", updated.microseconds) }
        writer.optional("status", card.status)
        writer.optional("status_name", card.statusName)
        writer.member("updates", card.updates)
    }
}
