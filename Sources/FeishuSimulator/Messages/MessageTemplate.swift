/// A bot message template and what it needs beside `approval_name`, `summaries` and `actions` (feishu-api §6.4).
struct MessageTemplate: Sendable {
    enum Part: Sendable {
        case titleUser, comment, sender

        var name: StaticString {
            switch self {
            case .titleUser: "title_user_id"
            case .comment: "comment"
            case .sender: "sender_user_id"
            }
        }
    }

    var id: String
    /// What the card says, for the approver's view.
    var meaning: String
    var parts: [Part] = []
    var isCustom: Bool { id == "1021" }
    /// The only one that can be updated.
    var isUpdatable: Bool { id == "1008" }

    static let all: [String: MessageTemplate] = {
        let templates = [
            MessageTemplate(id: "1001", meaning: "comment received", parts: [.titleUser, .comment]),
            MessageTemplate(id: "1002", meaning: "parked as a to-do", parts: [.titleUser]),
            MessageTemplate(id: "1003", meaning: "rejected", parts: [.titleUser]),
            MessageTemplate(id: "1004", meaning: "approved", parts: [.titleUser, .comment]),
            MessageTemplate(id: "1005", meaning: "submitted"),
            MessageTemplate(id: "1006", meaning: "about to be closed"),
            MessageTemplate(id: "1007", meaning: "closed"),
            // Documented with title_user_id, which may be empty: the title then names only the approval.
            MessageTemplate(id: "1008", meaning: "awaiting your approval"),
            MessageTemplate(id: "1009", meaning: "added as approver", parts: [.titleUser]),
            MessageTemplate(id: "1010", meaning: "transferred to you", parts: [.titleUser]),
            MessageTemplate(id: "1011", meaning: "delegated to you", parts: [.titleUser]),
            MessageTemplate(id: "1012", meaning: "rolled back to you", parts: [.titleUser]),
            MessageTemplate(id: "1013", meaning: "urged", parts: [.titleUser, .sender]),
            MessageTemplate(id: "1015", meaning: "withdrawn", parts: [.titleUser]),
            MessageTemplate(id: "1016", meaning: "copied to you", parts: [.titleUser]),
            MessageTemplate(id: "1017", meaning: "comment answered", parts: [.titleUser, .comment]),
            MessageTemplate(id: "1018", meaning: "mentioned in a comment", parts: [.titleUser, .comment]),
            MessageTemplate(id: "1019", meaning: "applicant left, moved to the manager", parts: [.titleUser]),
            MessageTemplate(id: "1020", meaning: "approver left, copied to the manager", parts: [.titleUser]),
            MessageTemplate(id: "1021", meaning: "custom"),
            MessageTemplate(id: "1024", meaning: "shared with you"),
            MessageTemplate(id: "1026", meaning: "copied by the system", parts: [.titleUser]),
            MessageTemplate(id: "1027", meaning: "comment added", parts: [.titleUser, .comment]),
            MessageTemplate(id: "1028", meaning: "awaiting your approval"),
        ]
        return Dictionary(templates.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }()
}
