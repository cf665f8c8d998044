public import JSON

extension InstanceCheckAnswer: FeishuBody {
    private enum Field: String, CaseIterable {
        case differences = "diff_instances"
    }

    private static let table = FieldTable<Field>(required: [.differences])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(differences: [])
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object where context.field(member, in: Self.table, seen: &seen) == .differences {
            differences = context.list(member.value, Field.differences.rawValue)
        }
        context.require(Self.table, seen: seen)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.list("diff_instances", differences, isRequired: true)
        writer.endObject()
    }
}
