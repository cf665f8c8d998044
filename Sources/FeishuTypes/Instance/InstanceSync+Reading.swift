public import JSON

extension InstanceSync: FeishuBody {
    private enum Field: String, CaseIterable {
        case approvalCode = "approval_code"
        case instanceID = "instance_id"
        case status, extra, links, title, form
        case userID = "user_id"
        case openID = "open_id"
        case userName = "user_name"
        case departmentID = "department_id"
        case departmentName = "department_name"
        case startTime = "start_time"
        case endTime = "end_time"
        case updateTime = "update_time"
        case displayMethod = "display_method"
        case updateMode = "update_mode"
        case tasks = "task_list"
        case cc = "cc_list"
        case i18nResources = "i18n_resources"
        case trusteeshipURLToken = "trusteeship_url_token"
        case trusteeshipUserIDType = "trusteeship_user_id_type"
        case trusteeshipURLs = "trusteeship_urls"
        case trusteeshipCacheConfig = "trusteeship_cache_config"
        case resourceRegion = "resource_region"
    }

    private static let table = FieldTable<Field>(required: [
        .approvalCode, .instanceID, .status, .links, .startTime, .endTime, .updateTime, .i18nResources,
    ])
    /// What an event may leave out: the end is open, and resources follow from the texts.
    private static let inferred = FieldTable<Field>.bits(of: [.endTime, .i18nResources], in: table.fields)
    private static let allButIdentity = ~FieldTable<Field>.bits(of: [.instanceID], in: table.fields)
    private static let statusBit = FieldTable<Field>.bits(of: [.status], in: table.fields)

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(
            approvalCode: "", instanceID: "", status: context.impliedInstanceStatus ?? .pending, links: Links(),
            user: UserReference(), startTime: 0, updateTime: 0)
        guard let object = context.object(value) else { return }
        context.beginTexts(object)
        var seen = FieldsSeen()
        for member in object {
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            read(member.value, as: field, in: &context)
        }
        context.require(Self.table, seen: seen, except: Self.optional(in: context))
        inherit(in: &context)
        guard context.isSuperset else { return }
        i18nResources = context.endTexts()
        check(in: &context)
    }

    private mutating func read(_ value: JSONValue, as field: Field, in context: inout ReadingContext) {
        let name = field.rawValue
        switch field {
        case .approvalCode: approvalCode = context.identifier(value, name, limit: context.limits.approvalCode) ?? ""
        case .instanceID: instanceID = context.identifier(value, name) ?? ""
        case .status: status = context.choice(value, name) ?? status
        case .extra: extra = context.escapedJSON(value, name)
        case .links: links = context.links(value, name)
        case .title: title = context.text(value, name)
        case .form: form = context.form(value, name)
        case .userID: user.userID = context.optionalIdentifier(value, name)
        case .openID: user.openID = context.optionalIdentifier(value, name)
        case .userName: userName = context.text(value, name)
        case .departmentID: departmentID = context.string(value, name, limit: context.limits.identifier)
        case .departmentName: departmentName = context.text(value, name)
        case .startTime: startTime = context.time(value, name) ?? 0
        case .endTime: endTime = context.time(value, name, mayBeOpen: true) ?? 0
        case .updateTime: updateTime = context.time(value, name) ?? 0
        case .displayMethod: displayMethod = context.optionalChoice(value, name)
        case .updateMode: updateMode = context.optionalChoice(value, name)
        case .tasks: tasks = context.list(value, name, limit: context.limits.tasks)
        case .cc: cc = context.list(value, name, limit: context.limits.cc)
        case .i18nResources: i18nResources = context.resources(value, name)
        case .trusteeshipURLToken: trusteeshipURLToken = context.secret(value, name)
        case .trusteeshipUserIDType: trusteeshipUserIDType = context.optionalChoice(value, name)
        case .trusteeshipURLs: trusteeshipURLs = context.part(value, name)
        case .trusteeshipCacheConfig: trusteeshipCacheConfig = context.part(value, name)
        case .resourceRegion: resourceRegion = context.string(value, name)
        }
    }

    private static func optional(in context: ReadingContext) -> UInt64 {
        var optional: UInt64 = context.isSuperset ? inferred : 0
        if context.completeness == .identity { optional |= allButIdentity }
        if context.impliedInstanceStatus != nil { optional |= statusBit }
        return optional
    }

    /// Bytes of links that tasks and copies may take from the instance, all together: each has them for itself, and Kafka takes no
    /// command that is larger.
    static let maximumInheritedBytes = 1 << 19

    /// Tasks and cc take what they lack from the instance.
    private mutating func inherit(in context: inout ReadingContext) {
        for index in tasks.indices where tasks[index].updateTime == InstanceTask.unversioned {
            tasks[index].updateTime = updateTime
        }
        for index in cc.indices where cc[index].updateTime == InstanceTask.unversioned {
            cc[index].updateTime = updateTime
        }
        let heirs = tasks.count { $0.links.isEmpty } + cc.count { $0.links.isEmpty }
        let size = (links.pcLink?.utf8.count ?? 0) + (links.mobileLink?.utf8.count ?? 0)
        if context.isSuperset, size * heirs > Self.maximumInheritedBytes {
            return context.report(
                Field.links.rawValue,
                "is \(size) bytes long, and \(heirs) tasks and copies without links of their own would have it too; "
                    + "at most \(Self.maximumInheritedBytes) bytes in all are allowed: shorten the addresses")
        }
        guard heirs > 0 else { return }
        for index in tasks.indices where tasks[index].links.isEmpty { tasks[index].links = links }
        for index in cc.indices where cc[index].links.isEmpty { cc[index].links = links }
    }
}
