/// What kind of id a bot message's `…_user_id` field holds; the field left out means `userID`.
public enum UserIDType: String, Sendable, Hashable, CaseIterable {
    case userID = "user_id"
    case openID = "open_id"
    /// An empty string, as Feishu's own tutorial sends it; the same as leaving the field out.
    case unspecified = ""
}
