/// The body of a card: applicant and summary.
public struct MessageContent: Sendable, Hashable {
    /// The applicant; empty: not shown.
    public var userID: String?
    public var userIDType: UserIDType?
    /// A `department_id`, never an `open_department_id`; needed when the applicant is in several.
    public var departmentID: String?
    /// An i18n key, for an applicant who isn't a person; ignored beside `userID`.
    public var userName: String?
    /// An i18n key; ignored beside `departmentID`.
    public var departmentName: String?
    /// At most five i18n keys (`summaries[].summary`), markdown.
    public var summaries: [String]

    public init(summaries: [String] = []) { self.summaries = summaries }
}
