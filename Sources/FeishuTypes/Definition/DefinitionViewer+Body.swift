public import JSON

extension DefinitionViewer: FeishuBody {
    private enum Field: String, CaseIterable {
        case viewerType = "viewer_type"
        case viewerUserID = "viewer_user_id"
        case viewerDepartmentID = "viewer_department_id"
    }

    private static let table = FieldTable<Field>()

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(viewerType: nil)
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            switch field {
            case .viewerType: viewerType = context.optionalChoice(value, field.rawValue)
            case .viewerUserID: viewerUserID = context.optionalIdentifier(value, field.rawValue)
            case .viewerDepartmentID: viewerDepartmentID = context.optionalIdentifier(value, field.rawValue)
            }
        }
        if context.demandsAll { check(seen, in: &context) }
    }

    private func check(_ seen: FieldsSeen, in context: inout ReadingContext) {
        switch viewerType {
        case nil where !seen.have(.viewerType, in: Self.table):
            context.report(Field.viewerType.rawValue, "is required, but missing")
        case .user where viewerUserID == nil:
            context.report(Field.viewerUserID.rawValue, "is required with viewer_type USER, but missing")
        case .department where viewerDepartmentID == nil:
            context.report(Field.viewerDepartmentID.rawValue, "is required with viewer_type DEPARTMENT, but missing")
        default: break
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("viewer_type", viewerType)
        writer.member("viewer_user_id", viewerUserID)
        writer.member("viewer_department_id", viewerDepartmentID)
        writer.endObject()
    }
}
