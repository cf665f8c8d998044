import JSON

/// The definitions, in two pools of codes: creating matches only custom codes, everything else only real ones
/// (feishu-api §2.2).
struct DefinitionStore {
    private struct CustomKey: Hashable {
        /// nil where codes are unique within the tenant.
        var app: UInt16?
        var tenant: UInt16
        var code: String
    }

    private struct GroupKey: Hashable {
        var tenant: UInt16
        var code: String
    }

    private(set) var byRealCode: [String: DefinitionRecord] = [:]
    private var realCodes: [CustomKey: String] = [:]
    private var groups: [GroupKey: String] = [:]
    /// In the order of creation.
    private(set) var order: [String] = []
    /// More are refused; a tenant has a few dozen.
    static let maximum = 100_000

    /// Creates or updates. The body has passed the schema and `DefinitionRules`.
    /// - Returns: the real code.
    mutating func upsert(
        _ body: JSONValue, by principal: Principal, settings: SimulatorSettings, random: inout SeededRandom
    ) throws(Refusal) -> String {
        let custom = body.text("approval_code") ?? ""
        let key = CustomKey(
            app: settings.definitionScope == .app ? principal.app : nil, tenant: principal.tenant, code: custom)
        let existing = realCodes[key].flatMap { byRealCode[$0] }.flatMap { $0.isDeleted ? nil : $0 }
        let group = try group(of: body, existing: existing, tenant: principal.tenant, settings)
        let sentName = body.text("approval_name") ?? ""
        let isKey = I18nTexts.isKey(sentName)
        let texts = I18nTexts(body["i18n_resources"])
        var record =
            existing
            ?? DefinitionRecord(
                realCode: random.uuid(), customCode: custom, principal: principal, groupCode: group, body: body,
                nameKey: "", name: "")
        record.groupCode = group
        record.body = body
        record.nameKey = isKey ? sentName : "@i18n@" + random.uuid(uppercase: false)
        record.name = isKey ? texts.text(sentName) : sentName
        if existing == nil {
            guard order.count < Self.maximum else {
                throw Refusal(status: 500, code: 1_395_001, message: "the simulator holds no more definitions")
            }
            order.append(record.realCode)
        } else {
            record.updates += 1
        }
        realCodes[key] = record.realCode
        byRealCode[record.realCode] = record
        return record.realCode
    }

    /// The definition of a real code as this tenant may see it.
    func definition(
        _ realCode: String, for principal: Principal, settings: SimulatorSettings
    ) throws(Refusal) -> DefinitionRecord {
        guard let record = byRealCode[realCode], record.principal.tenant == principal.tenant else {
            throw Refusal(status: settings.approvalErrorStatus, code: 1_390_002, message: "approval code not found")
        }
        guard !record.isDeleted else {
            throw Refusal(status: settings.approvalErrorStatus, code: 1_390_016, message: "approval is deleted")
        }
        return record
    }

    /// As an administrator of the tenant would delete it. Returns whether it was there.
    mutating func delete(_ realCode: String) -> Bool {
        guard let record = byRealCode[realCode], !record.isDeleted else { return false }
        byRealCode[realCode]?.isDeleted = true
        return true
    }

    func groupName(_ code: String, tenant: UInt16) -> String? {
        groups[GroupKey(tenant: tenant, code: code)]
    }

    private mutating func group(
        of body: JSONValue, existing: DefinitionRecord?, tenant: UInt16, _ settings: SimulatorSettings
    ) throws(Refusal) -> String {
        guard let code = body.text("group_code") else {
            if let existing { return existing.groupCode }
            throw Refusal(
                status: settings.approvalErrorStatus, code: 1_390_001,
                message: "Group code cannot be empty when create approval definition")
        }
        let key = GroupKey(tenant: tenant, code: code)
        if let name = body.text("group_name") {
            groups[key] = name
        } else if groups[key] == nil {
            throw Refusal(
                status: settings.approvalErrorStatus, code: 1_390_001, message: "分组 code 与分组名称不匹配")
        }
        return code
    }
}
