public import JSON

extension FeishuBody {
    /// Reads a command's body for changing it.
    ///
    /// - Parameter record: the command's record; as the relay writes it, it ends with the body and a brace.
    /// - Returns: nil when writing it again would not give the same bytes: it has members of a newer build, or is not as the relay
    ///   writes it. It is sent as it is then.
    public init?(exactly body: JSONValue, in record: ArraySlice<UInt8> = []) {
        var context = ReadingContext(mode: .plain)
        guard let read = Self(reading: body, in: &context) else { return nil }
        var again = JSONWriter(capacity: 2048)
        read.write(to: &again)
        // Mostly it is seen at once; else both are written out.
        if !again.stands(at: record.count - 1 - again.count, in: record) {
            var given = JSONWriter(capacity: again.count)
            given.value(body)
            guard given.count == again.count, again.stands(at: 0, in: given.bytes()[...]) else { return nil }
        }
        self = read
    }
}
