/// A button of a bot message. Feishu wants all four addresses, each with a scheme.
public struct MessageAction: Sendable, Hashable {
    /// What the first button of every template but the custom one is called.
    public static let detail = "DETAIL"

    /// `DETAIL`, or an i18n key.
    public var actionName: String
    public var url: String
    public var androidURL: String
    public var iosURL: String
    public var pcURL: String

    public init(actionName: String, url: String, androidURL: String, iosURL: String, pcURL: String) {
        self.actionName = actionName
        self.url = url
        self.androidURL = androidURL
        self.iosURL = iosURL
        self.pcURL = pcURL
    }
}
