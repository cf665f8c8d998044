public import JSON

/// Turns an instance as an event has it into Feishu's body straight away: without the values and strings in between, which take
/// several times as long.
///
/// It knows the usual members, plain texts, and nothing of what is wrong. Whatever else it meets, right or wrong, it gives up, and the
/// instance is read as an ``InstanceSync``; what it does write is what that would write, byte for byte.
///
/// Owned by one thread, and used for one instance after the other: its buffers are kept.
public struct StraightInstance: ~Copyable {
    let limits: FieldLimits
    var writer: JSONWriter
    var texts: StraightTexts
    /// An object that is put in a string.
    var extra = JSONWriter(capacity: 256)
    /// Of links that parts took from the instance.
    var inheritedBytes = 0
    /// Hashes of the ids of the instance, its tasks and its copies.
    var ids: [UInt64] = []

    /// - Parameter capacity: a first guess at the body's size, in bytes.
    public init(limits: FieldLimits, capacity: Int = 2048) {
        self.limits = limits
        writer = JSONWriter(capacity: capacity)
        texts = StraightTexts(capacity: capacity / 4)
    }

    /// What came of an instance.
    public struct Outcome {
        public let approvalCode: String
        public let instanceID: String
        public let status: InstanceStatus
        public let body: [UInt8]
    }

    /// - Parameters:
    ///   - impliedStatus: what the status is when it is left out.
    ///   - mode: the `update_mode` of an instance that names none; with `isFixed`, one that names any is given up.
    ///   - locale: the language of the texts.
    /// - Returns: nil for what is to be read as an ``InstanceSync``.
    public mutating func transcode(
        _ instance: JSONView, impliedStatus: InstanceStatus?, mode: UpdateMode, isFixed: Bool, locale: String
    ) -> Outcome? {
        // Afterwards, so that none of what was large is kept.
        defer { removeAll() }
        typealias Field = StraightFields.Instance
        let row = JSONRow(instance, Field.table)
        guard row.hasKnownNames,
            let start = milliseconds(row[Field.startTime.place]),
            let end = milliseconds(row[Field.endTime.place], mayBeOpen: true),
            let update = milliseconds(row[Field.updateTime.place]), update >= start,
            let status = row[Field.status.place].isNull
                ? impliedStatus : Self.statuses.choice(row[Field.status.place]),
            Self.isSound(status, start: start, end: end)
        else { return nil }

        writer.beginObject()
        guard identifier(row, Field.approvalCode, limit: limits.approvalCode),
            identifier(row, Field.instanceID, limit: limits.identifier), note(row[Field.instanceID.place])
        else { return nil }
        writer.key(written: Field.status.written)
        writer.value(status.rawValue)
        guard extra(row, Field.extra),
            links(row[Field.links.place]),
            text(row, Field.title),
            form(row[Field.form.place]),
            let hasUser = user(row[Field.userID.place], row[Field.openID.place]),
            hasUser || isText(row[Field.userName.place]),
            text(row, Field.userName),
            string(row, Field.departmentID, limit: limits.identifier),
            text(row, Field.departmentName)
        else { return nil }
        time(row, Field.startTime, start)
        time(row, Field.endTime, end)
        time(row, Field.updateTime, update)
        guard choice(row, Field.displayMethod, among: Self.displayMethods) else { return nil }
        let given = row[Field.updateMode.place]
        if given.isNull {
            writer.key(written: Field.updateMode.written)
            writer.value(mode.rawValue)
        } else {
            guard !isFixed, choice(row, Field.updateMode, among: Self.updateModes) else { return nil }
        }
        guard tasks(row[Field.tasks.place], links: row[Field.links.place], update: update),
            copies(row[Field.cc.place], links: row[Field.links.place], update: update),
            hasUniqueIDs()
        else { return nil }
        texts.write(to: &writer, locale: locale)
        writer.endObject()
        return Outcome(
            approvalCode: String(row[Field.approvalCode.place]), instanceID: String(row[Field.instanceID.place]),
            status: status, body: writer.bytes())
    }

    private mutating func removeAll() {
        writer.removeAll()
        texts.removeAll()
        extra.removeAll()
        ids.removeAll(keepingCapacity: true)
        inheritedBytes = 0
    }

    /// Whether Feishu would show it without a contradiction.
    private static func isSound(_ status: InstanceStatus, start: Int64, end: Int64) -> Bool {
        if end == 0 { return !status.isFinal || status == .deleted }
        return status != .pending && end >= start
    }

    static let statuses = StraightChoices<InstanceStatus>()
    static let taskStatuses = StraightChoices<TaskStatus>()
    static let readStatuses = StraightChoices<ReadStatus>()
    static let displayMethods = StraightChoices<DisplayMethod>()
    static let updateModes = StraightChoices<UpdateMode>()
    static let generateTypes = StraightChoices<GenerateType>()
}
