/// What a sync does to what Feishu already has.
public enum UpdateMode: String, Sendable, Hashable, CaseIterable {
    /// Feishu's default: the body becomes the final state; tasks and cc not in it are deleted; versions aren't compared.
    case replace = "REPLACE"
    /// Adds and updates only; whatever's `update_time` didn't grow is dropped, with an answer that says success.
    case update = "UPDATE"
}
