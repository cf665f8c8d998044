public import JSON

extension InstanceCheck: FeishuBody {
    private enum Field: String, CaseIterable {
        case instances
    }

    private static let table = FieldTable<Field>(required: [.instances])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(instances: [])
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object where context.field(member, in: Self.table, seen: &seen) == .instances {
            instances = context.checkedInstances(member.value, Field.instances.rawValue)
        }
        context.require(Self.table, seen: seen)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.list("instances", instances, isRequired: true)
        writer.endObject()
    }
}

extension ReadingContext {
    /// The list of a check: in an event, not empty, and no instance twice.
    public mutating func checkedInstances(_ value: JSONValue, _ field: String) -> [InstanceCheckItem] {
        let errors = errorCount
        let items: [InstanceCheckItem] = list(value, field, limit: limits.checkedInstances)
        guard isSuperset else { return items }
        if items.isEmpty, errorCount == errors { report(field, "must not be empty") }
        var indices: [String: Int] = [:]
        for (index, item) in items.enumerated() where !item.instanceID.isEmpty {
            if let first = indices[item.instanceID] {
                report("\(field)[\(index)].instance_id", "is already in \(field)[\(first)]")
            } else {
                indices[item.instanceID] = index
            }
        }
        return items
    }
}
