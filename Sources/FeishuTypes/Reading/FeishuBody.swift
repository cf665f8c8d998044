public import JSON

/// A request, an answer, or a part of one: read from JSON with every problem told, written as Feishu wants it.
public protocol FeishuBody: Sendable, Hashable {
    /// Reads what can be read. Neutral values (an empty string, 0, the first status) stand for what is missing or wrong, so
    /// ask the context whether there were errors, or use ``init(reading:in:)``.
    init(salvaging value: JSONValue, in context: inout ReadingContext)

    /// Exactly Feishu's field names and shapes; absent optionals are left out; equal values give equal bytes.
    func write(to writer: inout JSONWriter)
}

extension FeishuBody {
    /// `nil` when reading reported an error; `context.problems` then says all that was found, not only the first.
    public init?(reading value: JSONValue, in context: inout ReadingContext) {
        let errors = context.errorCount
        self.init(salvaging: value, in: &context)
        guard context.errorCount == errors else { return nil }
    }
}
