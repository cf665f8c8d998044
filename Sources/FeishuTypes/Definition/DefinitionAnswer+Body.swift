public import JSON

extension DefinitionAnswer: FeishuBody {
    private enum Field: String, CaseIterable {
        case approvalCode = "approval_code"
    }

    private static let table = FieldTable<Field>(required: [.approvalCode])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(approvalCode: "")
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object where context.field(member, in: Self.table, seen: &seen) == .approvalCode {
            approvalCode = context.string(member.value, Field.approvalCode.rawValue) ?? ""
        }
        context.require(Self.table, seen: seen)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("approval_code", approvalCode)
        writer.endObject()
    }
}
