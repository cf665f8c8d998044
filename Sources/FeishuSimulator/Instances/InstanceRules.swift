import JSON

/// The approval API's own checks of a sync, behind the gateway's (feishu-api §3).
struct InstanceRules {
    let settings: SimulatorSettings

    private static let displayMethods: Set<String> = ["BROWSER", "SIDEBAR", "NORMAL", "TRUSTEESHIP"]
    private static let generateTypes: Set<String> = ["EXTERNAL_CONSIGN", "DEFAULT"]
    private static let formPolicies: Set<String> = ["DISABLE", "IMMUTABLE", "BY_NODE", "BY_USER"]

    func check(_ json: JSONValue) throws(Refusal) {
        try checkID(json, "instance_id")
        try require(json.text("approval_code") != nil, "approval_code cannot be empty")
        try require(InstanceStatus(rawValue: json.text("status") ?? "") != nil, "status \(json.text("status") ?? "")")
        try checkLinks(json, "links")
        try checkTimes(json, ["start_time", "end_time", "update_time"], "")
        let mode = json.text("update_mode") ?? "REPLACE"
        try require(InstanceSubmission.Mode(rawValue: mode) != nil, "update_mode \(mode)")
        try checkDisplay(json)
        try checkKeys(json, ["title", "user_name", "department_name"])
        try checkForm(json)
        if let policy = json["trusteeship_cache_config"]?.text("form_policy") {
            try require(Self.formPolicies.contains(policy), "form_policy \(policy)")
        }
        if let tasks = json.member("task_list")?.array {
            try require(tasks.count <= settings.maximumTasks, "task_list has more than \(settings.maximumTasks) tasks")
            for task in tasks { try checkTask(task) }
        }
        if let entries = json.member("cc_list")?.array {
            try require(entries.count <= 200, "cc_list has more than 200 entries")
            for entry in entries { try checkCC(entry) }
        }
        try checkInitiator(json)
    }

    private func checkTask(_ task: JSONValue) throws(Refusal) {
        try checkID(task, "task_id")
        let status = task.text("status") ?? ""
        try require(TaskStatus(rawValue: status) != nil, "task status \(status)")
        try checkLinks(task, "task links")
        try checkTimes(task, ["create_time", "end_time"], "task ")
        if task.member("update_time") != nil { try checkTimes(task, ["update_time"], "task ") }
        try checkDisplay(task)
        try checkKeys(task, ["title"])
        if settings.plainText != .accepted, let name = task.text("node_name") {
            try require(I18nTexts.isKey(name), "node_name is not an i18n key")
        }
        if let type = task.member("generate_type")?.stringValue {
            try require(Self.generateTypes.contains(type), "generate_type \(type)")
        }
        guard let actions = task.member("action_configs")?.array else { return }
        try require(actions.count <= 2, "a task has more than 2 action_configs")
        for action in actions {
            let type = action.text("action_type") ?? ""
            try require(!type.isEmpty, "action_type cannot be empty")
            if type != "APPROVE", type != "REJECT" {
                try require(action.text("action_name") != nil, "action_name cannot be empty for action \(type)")
            }
            try checkKeys(action, ["action_name"])
        }
    }

    private func checkCC(_ entry: JSONValue) throws(Refusal) {
        try checkID(entry, "cc_id")
        try checkLinks(entry, "cc links")
        try checkTimes(entry, ["create_time", "update_time"], "cc ")
        try checkDisplay(entry)
        let status = entry["read_status"]?.stringValue ?? ""
        try require(status.isEmpty || status == "READ" || status == "UNREAD", "read_status \(status)")
    }

    /// The clean-up recipe leaves the initiator out, so it is never refused for that.
    private func checkInitiator(_ json: JSONValue) throws(Refusal) {
        guard settings.refusesMissingInitiator else { return }
        let hasInitiator = json.text("user_id") != nil || json.text("open_id") != nil || json.text("user_name") != nil
        let isCleanUp = InstanceSubmission(json)?.isCleanUp ?? false
        try require(hasInitiator || isCleanUp, "user_id and open_id cannot both be empty")
    }

    private func checkForm(_ json: JSONValue) throws(Refusal) {
        guard let form = json.member("form")?.array else { return }
        for field in form { try checkKeys(field, ["name", "value"]) }
        guard settings.longForm == .refused else { return }
        let texts = I18nTexts(json["i18n_resources"])
        let length = form.reduce(0) { length, field in
            length + texts.text(field.text("name") ?? "").unicodeScalars.count
                + texts.text(field.text("value") ?? "").unicodeScalars.count
        }
        let limit = InstanceRecord.maximumFormLength
        try require(length <= limit, "form has more than \(limit) characters")
    }

    private func checkID(_ json: JSONValue, _ name: StaticString) throws(Refusal) {
        guard let id = json.text(name) else { throw invalid("\(name) cannot be empty") }
        let limit = settings.maximumIDLength
        try require(limit == 0 || id.count <= limit, "\(name) is longer than \(limit) characters")
    }

    private func checkLinks(_ json: JSONValue, _ what: String) throws(Refusal) {
        let links = json["links"]
        try require(
            links?.text("pc_link") != nil || links?.text("mobile_link") != nil,
            "\(what): pc_link or mobile_link is needed")
    }

    private func checkTimes(_ json: JSONValue, _ names: [StaticString], _ what: String) throws(Refusal) {
        for name in names { try require(json.time(name) != nil, "\(what)\(name) is no time in milliseconds") }
    }

    private func checkDisplay(_ json: JSONValue) throws(Refusal) {
        guard let method = json.text("display_method") else { return }
        try require(Self.displayMethods.contains(method), "display_method \(method)")
    }

    private func checkKeys(_ json: JSONValue, _ names: [StaticString]) throws(Refusal) {
        guard settings.plainText == .refused else { return }
        for name in names {
            guard let text = json.text(name) else { continue }
            try require(I18nTexts.isKey(text), "\(name) is not an i18n key")
        }
    }

    private func require(_ holds: Bool, _ reason: @autoclosure () -> String) throws(Refusal) {
        if !holds { throw invalid(reason()) }
    }

    private func invalid(_ reason: String) -> Refusal {
        // Ids and statuses come from the request; a message stays short whatever they are.
        Refusal(
            status: settings.approvalErrorStatus, code: 1_390_001,
            message: "param is invalid: \(String(reason.prefix(200)))")
    }
}
