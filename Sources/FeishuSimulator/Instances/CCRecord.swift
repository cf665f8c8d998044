import JSON

/// A stored cc entry.
struct CCRecord {
    var id: String
    var userID: String?
    var openID: String?
    var title: String?
    /// `READ`, `UNREAD` or empty, where reading isn't supported.
    var readStatus: String
    var createTime: Int64
    var updateTime: Int64

    init?(_ json: JSONValue, texts: I18nTexts) {
        guard let id = json.text("cc_id"), let createTime = json.time("create_time"),
            let updateTime = json.time("update_time")
        else { return nil }
        self.id = id
        self.createTime = createTime
        self.updateTime = updateTime
        userID = json.text("user_id")
        openID = json.text("open_id")
        title = texts.text(json.text("title"))
        readStatus = json.text("read_status") ?? ""
    }

    mutating func update(to newer: CCRecord) {
        let older = self
        self = newer
        userID = older.userID
        openID = older.openID
        createTime = older.createTime
    }
}
