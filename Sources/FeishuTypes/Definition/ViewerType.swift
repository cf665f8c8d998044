public enum ViewerType: String, Sendable, Hashable, CaseIterable {
    case tenant = "TENANT"
    case department = "DEPARTMENT"
    case user = "USER"
    case none = "NONE"
}
