import JSON

/// A stored instance: what the approval centre shows, and what versions and reads need.
struct InstanceRecord {
    struct FormField {
        var name: String
        var value: String
    }

    var approvalCode: String
    var id: String
    var status: InstanceStatus
    var userID: String?
    var openID: String?
    var userName: String?
    var departmentID: String?
    var departmentName: String?
    /// Resolved; nil shows the definition's name.
    var title: String?
    /// The first three are shown in lists.
    var form: [FormField]
    var pcLink: String?
    var mobileLink: String?
    var startTime: Int64
    var endTime: Int64
    var updateTime: Int64
    var tasks: [TaskRecord] = []
    var cc: [CCRecord] = []
    /// Given away by the clean-up recipe (feishu-api §3.5).
    var isOwnedByNobody = false
    /// When the last sync was accepted, for the same-instance window.
    var syncedAt = SimulatorInstant(microseconds: 0)

    /// The JSON has passed `InstanceRules`; tasks and cc are read by the caller.
    init?(_ json: JSONValue, texts: I18nTexts) {
        guard let approvalCode = json.text("approval_code"), let id = json.text("instance_id"),
            let status = InstanceStatus(rawValue: json.text("status") ?? ""), let startTime = json.time("start_time"),
            let endTime = json.time("end_time"), let updateTime = json.time("update_time")
        else { return nil }
        self.approvalCode = approvalCode
        self.id = id
        self.status = status
        self.startTime = startTime
        self.endTime = endTime
        self.updateTime = updateTime
        userID = json.text("user_id")
        openID = json.text("open_id")
        userName = texts.text(json.text("user_name"))
        departmentID = json.text("department_id")
        departmentName = texts.text(json.text("department_name"))
        title = texts.text(json.text("title"))
        form = Self.form(json["form"]?.array, texts)
        pcLink = json["links"]?.text("pc_link")
        mobileLink = json["links"]?.text("mobile_link")
    }

    /// Characters of a form's texts together.
    static let maximumFormLength = 2048

    /// The lines that a list shows; of texts that are too long together, what is within bounds.
    private static func form(_ fields: JSONArray?, _ texts: I18nTexts) -> [FormField] {
        var rest = maximumFormLength
        func cut(_ key: String?) -> String {
            let text = texts.text(key ?? "").unicodeScalars.prefix(rest)
            rest -= text.count
            return String(String.UnicodeScalarView(text))
        }
        return fields?.prefix(3).map { field in
            FormField(name: cut(field.text("name")), value: cut(field.text("value")))
        } ?? []
    }

    /// The instance's own fields in a newer state; tasks, cc and what UPDATE can't change stay.
    mutating func update(to newer: InstanceRecord) {
        let older = self
        self = newer
        approvalCode = older.approvalCode
        departmentID = older.departmentID
        departmentName = older.departmentName
        tasks = older.tasks
        cc = older.cc
        isOwnedByNobody = older.isOwnedByNobody
    }

    /// Ids that stand for more than one thing; none of these shows (feishu-api §3.4).
    var collidingIDs: Set<String> {
        var seen: Set<String> = [id]
        var colliding: Set<String> = []
        for other in tasks.lazy.map(\.id) + cc.lazy.map(\.id) where !seen.insert(other).inserted {
            colliding.insert(other)
        }
        return colliding
    }
}
