public import JSON

extension InstanceSync {
    /// Makes one number the version of the instance and of everything that it carries.
    ///
    /// Feishu compares three kinds of versions: the instance's, each task's and each copy's, each with the last one that it took of that
    /// very thing. If all that a sync carries has the sync's own version, and versions of an instance grow in the order in which its
    /// syncs count, then whatever a later sync carries is newer than what Feishu has of it, whoever sent that and whenever. So nothing
    /// needs to be remembered of a task. The price: a task that didn't change gets a new version too.
    public mutating func setVersion(_ version: Int64) {
        updateTime = version
        for index in tasks.indices { tasks[index].updateTime = version }
        for index in cc.indices { cc[index].updateTime = version }
    }

    /// Writes a sync's body with its version (``setVersion(_:)``) and Feishu's code of the definition, copying the rest as it is: also
    /// members that this build doesn't know.
    ///
    /// - Parameter approvalCode: nil where the body has Feishu's code already.
    public static func write(
        _ body: JSONValue, version: Int64, approvalCode: String?, to writer: inout JSONWriter
    ) {
        write(body, version, to: &writer) { member, writer in
            switch member.key {
            case "approval_code":
                guard let approvalCode else { return false }
                writer.key(member.key)
                writer.value(approvalCode)
            case "task_list", "cc_list":
                guard let entities = member.value.array else { return false }
                writer.key(member.key)
                writer.beginArray()
                for entity in entities { write(entity, version, to: &writer) { _, _ in false } }
                writer.endArray()
            default: return false
            }
            return true
        }
    }

    /// - Parameter replace: writes a member in its own way and returns true, or leaves it to be copied.
    private static func write(
        _ value: JSONValue, _ version: Int64, to writer: inout JSONWriter,
        _ replace: (JSONMember, inout JSONWriter) -> Bool
    ) {
        guard let object = value.object else { return writer.value(value) }
        var isSet = false
        writer.beginObject()
        for member in object {
            if member.key == "update_time" {
                // Once: of two Feishu may take either.
                if !isSet { writer.time("update_time", version) }
                isSet = true
            } else if !replace(member, &writer) {
                writer.key(member.key)
                writer.value(member.value)
            }
        }
        if !isSet { writer.time("update_time", version) }
        writer.endObject()
    }
}
