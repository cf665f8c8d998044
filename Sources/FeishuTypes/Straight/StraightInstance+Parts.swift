import JSON

// Each writes a part, or returns false for one that is left to InstanceSync.
extension StraightInstance {
    /// The links of an instance or of a part of it.
    mutating func links(_ value: JSONView) -> Bool {
        typealias Field = StraightFields.Links
        let row = JSONRow(value, Field.table)
        guard row.hasKnownNames, !row[Field.pcLink.place].isNull || !row[Field.mobileLink.place].isNull else {
            return false
        }
        writer.key(written: StraightFields.Instance.links.written)
        writer.beginObject()
        guard url(row, Field.pcLink), url(row, Field.mobileLink) else { return false }
        writer.endObject()
        return true
    }

    /// The instance's links, for a part that has none of its own.
    private mutating func inherit(_ links: JSONView) -> Bool {
        let start = writer.count
        guard self.links(links) else { return false }
        inheritedBytes += writer.count - start
        return inheritedBytes <= InstanceSync.maximumInheritedBytes
    }

    mutating func form(_ value: JSONView) -> Bool {
        if value.isNull { return true }
        guard value.isArray else { return false }
        if value.elementCount == 0 { return true }
        typealias Field = StraightFields.Form
        writer.key(written: StraightFields.Instance.form.written)
        writer.beginArray()
        var length = 0
        var lines = JSONElements(value)
        while lines.next() {
            let row = JSONRow(lines.element, Field.table)
            guard row.hasKnownNames else { return false }
            let (name, value) = (row[Field.name.place], row[Field.value.place])
            guard isTextOrEmpty(name), isTextOrEmpty(value) else { return false }
            // A character has at least one byte.
            length += name.byteCount + value.byteCount
            writer.beginObject()
            guard text(name, Field.name), text(value, Field.value) else { return false }
            writer.endObject()
        }
        writer.endArray()
        return length <= limits.formText
    }

    mutating func tasks(_ list: JSONView, links: JSONView, update: Int64) -> Bool {
        if list.isNull { return true }
        guard list.isArray, list.elementCount <= limits.tasks else { return false }
        if list.elementCount == 0 { return true }
        writer.key(written: StraightFields.Instance.tasks.written)
        writer.beginArray()
        var elements = JSONElements(list)
        while elements.next() {
            guard task(elements.element, links: links, update: update) else { return false }
        }
        writer.endArray()
        return true
    }

    private mutating func task(_ task: JSONView, links: JSONView, update: Int64) -> Bool {
        typealias Field = StraightFields.Task
        let row = JSONRow(task, Field.table)
        guard row.hasKnownNames,
            let status = Self.taskStatuses.choice(row[Field.status.place]),
            let create = milliseconds(row[Field.createTime.place]),
            let end = milliseconds(row[Field.endTime.place], mayBeOpen: true),
            end == 0 ? status == .pending : status != .pending && end >= create
        else { return false }
        let own = row[Field.updateTime.place]
        guard let version = own.isNull ? update : milliseconds(own) else { return false }
        writer.beginObject()
        guard identifier(row, Field.taskID, limit: limits.identifier), note(row[Field.taskID.place]),
            user(row[Field.userID.place], row[Field.openID.place]) == true,
            text(row, Field.title),
            row[Field.links.place].isNull ? inherit(links) : self.links(row[Field.links.place])
        else { return false }
        write(row[Field.status.place], Field.status)
        guard extra(row, Field.extra), hasKnownReason(row[Field.extra.place]) else { return false }
        time(row, Field.createTime, create)
        time(row, Field.endTime, end)
        time(row, Field.updateTime, version)
        guard string(row, Field.actionContext, limit: limits.actionContext),
            choice(row, Field.displayMethod, among: Self.displayMethods),
            bool(row, Field.excludeStatistics),
            optionalIdentifier(row, Field.nodeID),
            text(row, Field.nodeName),
            choice(row, Field.generateType, among: Self.generateTypes)
        else { return false }
        writer.endObject()
        return true
    }

    mutating func copies(_ list: JSONView, links: JSONView, update: Int64) -> Bool {
        if list.isNull { return true }
        guard list.isArray, list.elementCount <= limits.cc else { return false }
        if list.elementCount == 0 { return true }
        writer.key(written: StraightFields.Instance.cc.written)
        writer.beginArray()
        var elements = JSONElements(list)
        while elements.next() {
            guard copy(elements.element, links: links, update: update) else { return false }
        }
        writer.endArray()
        return true
    }

    private mutating func copy(_ copy: JSONView, links: JSONView, update: Int64) -> Bool {
        typealias Field = StraightFields.CC
        let row = JSONRow(copy, Field.table)
        guard row.hasKnownNames,
            Self.readStatuses.choice(row[Field.readStatus.place]) != nil,
            let create = milliseconds(row[Field.createTime.place])
        else { return false }
        let own = row[Field.updateTime.place]
        guard let version = own.isNull ? update : milliseconds(own) else { return false }
        writer.beginObject()
        guard identifier(row, Field.ccID, limit: limits.identifier), note(row[Field.ccID.place]),
            user(row[Field.userID.place], row[Field.openID.place]) == true,
            row[Field.links.place].isNull ? inherit(links) : self.links(row[Field.links.place])
        else { return false }
        write(row[Field.readStatus.place], Field.readStatus)
        guard extra(row, Field.extra), text(row, Field.title) else { return false }
        time(row, Field.createTime, create)
        time(row, Field.updateTime, version)
        guard choice(row, Field.displayMethod, among: Self.displayMethods) else { return false }
        writer.endObject()
        return true
    }

    /// Keeps an id's hash. Of other characters than ASCII's, two strings of other bytes may be equal.
    mutating func note(_ id: JSONView) -> Bool {
        guard id.isASCII else { return false }
        ids.append(id.hash)
        return true
    }

    /// No two hashes are equal, so no two ids are.
    mutating func hasUniqueIDs() -> Bool {
        if ids.count <= 16 {
            for position in ids.indices {
                for earlier in 0..<position where ids[earlier] == ids[position] { return false }
            }
            return true
        }
        ids.sort()
        return !ids.indices.dropFirst().contains { ids[$0 - 1] == ids[$0] }
    }
}
