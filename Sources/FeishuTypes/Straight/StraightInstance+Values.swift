import JSON

// Each writes a member, or nothing for one that isn't there; false for one that is left to InstanceSync. Lengths are held against
// limits in bytes, of which a character has at least one.
extension StraightInstance {
    mutating func identifier(_ row: borrowing JSONRow, _ field: StraightField, limit: Int) -> Bool {
        let value = row[field.place]
        guard value.isString, value.byteCount > 0, value.byteCount <= limit else { return false }
        write(value, field)
        return true
    }

    mutating func optionalIdentifier(_ row: borrowing JSONRow, _ field: StraightField) -> Bool {
        let value = row[field.place]
        if value.isNull { return true }
        guard value.isString, value.byteCount <= limits.identifier else { return false }
        if value.byteCount > 0 { write(value, field) }
        return true
    }

    mutating func string(_ row: borrowing JSONRow, _ field: StraightField, limit: Int) -> Bool {
        let value = row[field.place]
        if value.isNull { return true }
        guard value.isString, value.byteCount <= limit else { return false }
        write(value, field)
        return true
    }

    /// Whether it names anybody; nil when it is left to `InstanceSync`.
    mutating func user(_ userID: JSONView, _ openID: JSONView) -> Bool? {
        guard userID.isNull || userID.isString, openID.isNull || openID.isString,
            userID.byteCount <= limits.identifier, openID.byteCount <= limits.identifier
        else { return nil }
        if userID.byteCount > 0 { write(userID, StraightFields.Instance.userID) }
        if openID.byteCount > 0 { write(openID, StraightFields.Instance.openID) }
        return userID.byteCount + openID.byteCount > 0
    }

    mutating func bool(_ row: borrowing JSONRow, _ field: StraightField) -> Bool {
        let value = row[field.place]
        if value.isNull { return true }
        guard let bool = value.bool else { return false }
        writer.key(written: field.written)
        writer.value(bool)
        return true
    }

    mutating func choice<Choice>(
        _ row: borrowing JSONRow, _ field: StraightField, among choices: borrowing StraightChoices<Choice>
    ) -> Bool {
        let value = row[field.place]
        if value.isNull { return true }
        guard choices.choice(value) != nil else { return false }
        write(value, field)
        return true
    }

    /// JSON in a string, or an object that is put in one.
    mutating func extra(_ row: borrowing JSONRow, _ field: StraightField) -> Bool {
        let value = row[field.place]
        if value.isNull { return true }
        if value.isObject {
            extra.removeAll()
            extra.value(value)
            writer.key(written: field.written)
            writer.string(extra)
            return true
        }
        guard value.isString, holdsObject(value) else { return false }
        write(value, field)
        return true
    }

    /// Whether a string is empty, or JSON of an object.
    private func holdsObject(_ value: JSONView) -> Bool {
        let bytes = value.bytes
        if bytes.isEmpty { return true }
        guard JSONFault.first(in: value) == nil else { return false }
        return bytes.indices.first { bytes[$0] > 0x20 }.map { bytes[$0] == UInt8(ascii: "{") } ?? false
    }

    /// Whether an extra gives no reason for a task's end, or one that Feishu knows.
    func hasKnownReason(_ extra: JSONView) -> Bool {
        guard extra.isObject else { return true }
        let reason = JSONRow(extra, Self.reason)[0]
        return reason.isAbsent || CompleteReason.table.index(of: reason) != nil
    }

    private static let reason = JSONKeyTable(["complete_reason"])

    // MARK: Texts

    /// A text that may be left out; an empty one is none.
    mutating func text(_ row: borrowing JSONRow, _ field: StraightField) -> Bool {
        let value = row[field.place]
        if value.isNull { return true }
        guard isTextOrEmpty(value) else { return false }
        return value.byteCount == 0 || text(value, field)
    }

    /// A text that is there, if only an empty one.
    mutating func text(_ value: JSONView, _ field: StraightField) -> Bool {
        guard let hash = texts.hash(of: value) else { return false }
        writer.key(written: field.written)
        writer.string("@i18n@", hexadecimal: hash)
        return true
    }

    func isText(_ value: JSONView) -> Bool { value.byteCount > 0 }

    /// A plain text, and no key of one.
    func isTextOrEmpty(_ value: JSONView) -> Bool {
        guard value.isString else { return false }
        let bytes = value.bytes
        return bytes.isEmpty || bytes[0] != UInt8(ascii: "@")
    }

    // MARK: Addresses and times

    mutating func url(_ row: borrowing JSONRow, _ field: StraightField) -> Bool {
        let value = row[field.place]
        if value.isNull { return true }
        guard value.isString, ReadingContext.hasScheme(value.bytes) else { return false }
        write(value, field)
        return true
    }

    /// 0 for an open time that isn't there; nil for what is no time.
    func milliseconds(_ value: JSONView, mayBeOpen: Bool = false) -> Int64? {
        if mayBeOpen, value.isNull { return 0 }
        guard let time = value.int64 ?? DecimalInteger.parse(value.bytes) ?? RFC3339.milliseconds(value.bytes) else {
            return nil
        }
        return (mayBeOpen && time == 0) || ReadingContext.times.contains(time) ? time : nil
    }

    /// - Parameter milliseconds: of the row's member, or what stands for it.
    mutating func time(_ row: borrowing JSONRow, _ field: StraightField, _ milliseconds: Int64) {
        writer.key(written: field.written)
        let given = row[field.place]
        // As its sender wrote it, mostly; but dates are longer, and numbers may be written in other ways than theirs.
        let first = given.byteCount > 0 && given.byteCount <= 19 ? given.bytes[0] : 0
        if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) {
            writer.string(given)
        } else {
            writer.string(milliseconds)
        }
    }

    mutating func write(_ value: JSONView, _ field: StraightField) {
        writer.key(written: field.written)
        writer.string(value)
    }
}
