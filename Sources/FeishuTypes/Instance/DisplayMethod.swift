/// How the page of an instance, task or cc is opened.
public enum DisplayMethod: String, Sendable, Hashable, CaseIterable {
    case browser = "BROWSER"
    case sidebar = "SIDEBAR"
    case normal = "NORMAL"
    case trusteeship = "TRUSTEESHIP"
}
