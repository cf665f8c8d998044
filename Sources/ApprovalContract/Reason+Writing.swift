import JSON

extension Reason {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("code")
        writer.value(code.rawValue)
        writer.key("detail")
        writer.value(detail)
        writer.key("violations")
        writer.problems(violations)
        writer.endObject()
    }
}
