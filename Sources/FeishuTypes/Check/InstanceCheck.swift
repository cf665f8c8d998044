/// Body of `POST /open-apis/approval/v4/external_instances/check`: asks which versions differ from what Feishu has.
///
/// How many instances one call may hold isn't documented. Source: `reference/approval-v4/external_instance/check`.
public struct InstanceCheck: Sendable, Hashable {
    public var instances: [InstanceCheckItem]

    public init(instances: [InstanceCheckItem]) { self.instances = instances }
}
