/// A bot card as its recipient sees it.
public struct CardView: Sendable, Hashable {
    public var id: String
    public var app: String
    public var tenant: String
    public var uuid: String?
    public var template: String
    /// What the template says.
    public var meaning: String
    public var userID: String?
    public var openID: String?
    public var title: String
    public var titleUser: String?
    public var summaries: [String]
    public var comment: String?
    public var note: String?
    public var actions: [String]
    public var buttons: [String]
    public var sentAt: SimulatorInstant
    public var updatedAt: SimulatorInstant?
    /// nil until the card was updated.
    public var status: String?
    public var statusName: String?
    /// Updates that changed it.
    public var updates: Int
}
