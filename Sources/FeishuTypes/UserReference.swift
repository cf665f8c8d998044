/// A person, by `user_id` (the tenant's own id), `open_id` (per app), or both.
///
/// Feishu has these as two fields of the enclosing object; at least one is needed wherever a person must be named.
public struct UserReference: Sendable, Hashable {
    public var userID: String?
    public var openID: String?

    public init(userID: String? = nil, openID: String? = nil) {
        self.userID = userID
        self.openID = openID
    }

    public var isEmpty: Bool { (userID ?? "").isEmpty && (openID ?? "").isEmpty }
}
