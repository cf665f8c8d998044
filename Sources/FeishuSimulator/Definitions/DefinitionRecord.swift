import JSON

/// A stored definition. Each update replaces it whole, which is why switches that an update leaves out fall back to false.
struct DefinitionRecord {
    /// The code that Feishu made and answered; instances use it.
    var realCode: String
    /// The caller's code; the next create with it is an update.
    var customCode: String
    var principal: Principal
    var groupCode: String
    /// The last create or update as it was sent.
    var body: JSONValue
    /// The i18n key of the name: the sent one, or one made for a name sent as plain text.
    var nameKey: String
    /// The name as people see it.
    var name: String
    var updates = 0
    var isDeleted = false
}
