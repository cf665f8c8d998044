import JSON

/// A parsed request body.
enum RequestBody {
    case empty
    /// Not JSON, or JSON that is no object.
    case malformed
    case object(JSONValue)

    init(_ bytes: [UInt8], parser: JSONParser) {
        guard !bytes.isEmpty else {
            self = .empty
            return
        }
        do {
            let value = try parser.parse(bytes)
            self = value.object == nil ? .malformed : .object(value)
        } catch {
            self = .malformed
        }
    }

    var object: JSONValue? {
        if case .object(let value) = self { value } else { nil }
    }

    var isMalformed: Bool {
        if case .malformed = self { true } else { false }
    }
}
