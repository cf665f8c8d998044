/// Filters of `GET /open-apis/approval/v4/external_tasks`, which Feishu wants as a JSON body of the GET.
///
/// Legal: `instanceIDs`; `approvalCodes` and `status`, with or without `userIDs`; a page token for the next page.
/// Source: `reference/approval-v4/external_task/list`.
public struct TaskQuery: Sendable, Hashable {
    /// At most 20.
    public var approvalCodes: [String] = []
    /// At most 20.
    public var instanceIDs: [String] = []
    /// The approvers' `user_id`s.
    public var userIDs: [String] = []
    public var status: TaskStatus?
    /// 1 to 500, 50 without it. Goes in the URL, not in the body.
    public var pageSize: Int?
    /// Goes in the URL, not in the body.
    public var pageToken: String?

    public init() {}
}
