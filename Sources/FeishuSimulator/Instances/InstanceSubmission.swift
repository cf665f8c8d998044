import JSON

/// A sync that has passed all checks.
struct InstanceSubmission {
    enum Mode: String {
        case replace = "REPLACE"
        case update = "UPDATE"
    }

    var mode: Mode
    var instance: InstanceRecord
    var tasks: [TaskRecord]
    var cc: [CCRecord]

    init?(_ json: JSONValue) {
        guard let mode = Mode(rawValue: json.text("update_mode") ?? Mode.replace.rawValue) else { return nil }
        let texts = I18nTexts(json["i18n_resources"])
        guard let instance = InstanceRecord(json, texts: texts) else { return nil }
        self.mode = mode
        self.instance = instance
        tasks = []
        cc = []
        if let list = json["task_list"]?.array {
            tasks.reserveCapacity(list.count)
            for task in list {
                guard let record = TaskRecord(task, texts: texts, instanceTime: instance.updateTime) else { return nil }
                tasks.append(record)
            }
        }
        if let list = json["cc_list"]?.array {
            for entry in list {
                guard let record = CCRecord(entry, texts: texts) else { return nil }
                cc.append(record)
            }
        }
    }

    /// REPLACE, APPROVED, nobody as initiator, no tasks, no cc: the documented way to give an instance away.
    var isCleanUp: Bool {
        mode == .replace && instance.status == .approved && instance.userID == nil && instance.openID == nil
            && tasks.isEmpty && cc.isEmpty
    }
}
