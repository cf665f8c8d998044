public import JSON

extension DefinitionUpsert: FeishuBody {
    private enum Field: String, CaseIterable {
        case approvalName = "approval_name"
        case approvalCode = "approval_code"
        case groupCode = "group_code"
        case groupName = "group_name"
        case description, external, viewers, managers
        case i18nResources = "i18n_resources"
    }

    private static let table = FieldTable<Field>(required: [.approvalName, .approvalCode, .external])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(approvalName: "", approvalCode: "", external: DefinitionExternal())
        guard let object = context.object(value) else { return }
        context.beginTexts(object)
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            let name = field.rawValue
            switch field {
            case .approvalName: approvalName = readName(value, name, in: &context)
            case .approvalCode:
                approvalCode = context.identifier(value, name, limit: context.limits.approvalCode) ?? ""
            case .groupCode: groupCode = context.optionalIdentifier(value, name)
            case .groupName: groupName = context.text(value, name)
            case .description: description = context.text(value, name)
            case .external: external = context.part(value, name)
            case .viewers: viewers = context.list(value, name, limit: context.limits.viewers)
            case .managers: managers = context.identifiers(value, name, limit: context.limits.managers)
            case .i18nResources: i18nResources = context.resources(value, name)
            }
        }
        context.require(Self.table, seen: seen)
        guard context.isSuperset else { return }
        i18nResources = context.endTexts()
        checkGroup(seen, in: &context)
        checkViewers(in: &context)
    }

    private func readName(_ value: JSONValue, _ name: String, in context: inout ReadingContext) -> String {
        let errors = context.errorCount
        let key = context.text(value, name)
        if key == nil, context.errorCount == errors { context.report(name, "must not be empty") }
        if context.isSuperset, let key, key.utf8.count < 9 {
            context.report(name, "Feishu documents keys of at least 9 characters here", severity: .warning)
        }
        return key ?? ""
    }

    /// A group's name goes with its code, which Feishu wants for a definition that it doesn't know; the name of a group that it
    /// doesn't know too.
    private func checkGroup(_ seen: FieldsSeen, in context: inout ReadingContext) {
        if groupCode == nil {
            guard !seen.have(.groupCode, in: Self.table) else { return }
            if groupName != nil {
                context.report(Field.groupCode.rawValue, "is required with group_name, but missing")
            } else {
                context.report(
                    Field.groupCode.rawValue, "is missing; Feishu needs it when the definition is new",
                    severity: .warning)
            }
        } else if !seen.have(.groupName, in: Self.table) {
            context.report(
                Field.groupName.rawValue, "is missing; Feishu needs it when the group is new", severity: .warning)
        }
    }

    /// NONE comes before TENANT, and TENANT before departments and people: what is below has no effect.
    private func checkViewers(in context: inout ReadingContext) {
        if viewers.isEmpty {
            context.report(
                Field.viewers.rawValue, "is missing, so nobody will see the definition", severity: .warning)
        }
        guard viewers.count > 1 else { return }
        let types = Set(viewers.compactMap(\.viewerType))
        guard types.count > 1, let first = [ViewerType.none, .tenant].first(where: { types.contains($0) }) else {
            return
        }
        context.report(
            Field.viewers.rawValue, "has a viewer of type \(first.rawValue), beside which the others have no effect",
            severity: .warning)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("approval_name", approvalName)
        writer.member("approval_code", approvalCode)
        writer.member("group_code", groupCode)
        writer.member("group_name", groupName)
        writer.member("description", description)
        writer.part("external", external)
        writer.list("viewers", viewers)
        writer.list("i18n_resources", i18nResources)
        writer.list("managers", managers)
        writer.endObject()
    }
}
