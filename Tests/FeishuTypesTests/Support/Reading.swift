import FeishuTypes
import JSON

/// What came of reading a document.
struct Read<Body: FeishuBody> {
    var body: Body?
    var context: ReadingContext

    var problems: [String] { context.problems.map(\.description) }
    var errors: [String] { context.problems.filter { $0.severity == .error }.map(\.description) }
    var warnings: [String] { context.problems.filter { $0.severity == .warning }.map(\.description) }
}

func parse(_ text: String) throws -> JSONValue {
    try JSONParser(limits: JSONLimits(maximumDepth: 1000)).parse(text)
}

func read<Body: FeishuBody>(
    _ type: Body.Type, _ text: String, _ mode: ReadingContext.Mode = .superset,
    _ adjust: (inout ReadingContext) -> Void = { _ in }
) throws -> Read<Body> {
    var context = ReadingContext(mode: mode)
    adjust(&context)
    let body = Body(reading: try parse(text), in: &context)
    return Read(body: body, context: context)
}

func written(_ body: some FeishuBody) -> String {
    var writer = JSONWriter()
    body.write(to: &writer)
    return writer.string()
}

/// The same for equal documents: members sorted, no blanks.
func canonical(_ value: JSONValue) -> String {
    if let object = value.object {
        return "{" + object.map { "\"\(String($0.key))\":\(canonical($0.value))" }.sorted().joined(separator: ",") + "}"
    }
    if let array = value.array { return "[" + array.map(canonical).joined(separator: ",") + "]" }
    var writer = JSONWriter()
    writer.value(value)
    return writer.string()
}

func canonical(_ text: String) throws -> String { canonical(try parse(text)) }
