/// Where an instance, task or cc opens. At least one of the two is needed.
public struct Links: Sendable, Hashable {
    public var pcLink: String?
    public var mobileLink: String?

    public init(pcLink: String? = nil, mobileLink: String? = nil) {
        self.pcLink = pcLink
        self.mobileLink = mobileLink
    }

    public var isEmpty: Bool { pcLink == nil && mobileLink == nil }
}
