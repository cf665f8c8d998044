/// Who sees a definition where approvals are started. `NONE` wins over `TENANT`, and that over single users and departments.
public struct DefinitionViewer: Sendable, Hashable {
    public var viewerType: ViewerType?
    /// With `USER`; the kind of id is the call's `user_id_type`.
    public var viewerUserID: String?
    /// With `DEPARTMENT`; the kind of id is the call's `department_id_type`.
    public var viewerDepartmentID: String?

    public init(viewerType: ViewerType?, viewerUserID: String? = nil, viewerDepartmentID: String? = nil) {
        self.viewerType = viewerType
        self.viewerUserID = viewerUserID
        self.viewerDepartmentID = viewerDepartmentID
    }
}
