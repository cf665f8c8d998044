public import ApprovalContract

/// What Feishu counts calls by – an app and an API – and the lane whose partitions the limit is shared out by.
public struct QuotaKey: Sendable, Hashable {
    public var app: String
    public var api: String
    public var lane: Lane

    public init(app: String, api: String, lane: Lane) {
        self.app = app
        self.api = api
        self.lane = lane
    }
}
