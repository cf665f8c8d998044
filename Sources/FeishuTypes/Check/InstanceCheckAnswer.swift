/// `data` of a check's answer: what differs; empty when everything is in step.
public struct InstanceCheckAnswer: Sendable, Hashable {
    public var differences: [InstanceCheckItem]

    public init(differences: [InstanceCheckItem]) { self.differences = differences }
}
