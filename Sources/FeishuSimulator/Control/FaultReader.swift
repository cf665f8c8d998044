import JSON

/// A fault as the control API's JSON.
struct FaultReader {
    private var reader = ControlReader()
    private var status: Int?
    private var code: Int64?
    private var message: String?
    private var contentType: String?
    private var effect: String?

    private static let table = JSONKeyTable([
        "effect", "when", "delay_ms", "api", "app", "key", "skip", "count", "share", "headers", "status", "code", "msg",
        "content_type",
    ])

    static func read(_ json: JSONValue) throws(ControlProblem) -> Fault {
        guard let object = json.object else { throw ControlProblem(message: "the body must be a JSON object") }
        var reader = FaultReader()
        var fault = Fault(.none)
        for member in object { reader.read(member, &fault) }
        fault.effect = reader.makeEffect()
        try reader.reader.finish("the fault is not valid")
        return fault
    }

    private mutating func read(_ member: JSONMember, _ fault: inout Fault) {
        let name = String(member.key)
        let value = member.value
        switch Self.table.index(of: member.key) {
        case 0: effect = reader.choice(value, name, Fault.Effect.names)
        case 1:
            if let text = reader.choice(value, name, Fault.Moment.allCases.map(\.rawValue)) {
                fault.moment = Fault.Moment(rawValue: text) ?? .before
            }
        case 2: fault.delay = reader.integer(value, name, 0...Fault.maximumDelay) ?? 0
        case 3: fault.apis = readAPIs(value)
        case 4: fault.app = value.isNull ? nil : reader.text(value, name)
        case 5: fault.key = value.isNull ? nil : reader.text(value, name)
        case 6: fault.skip = reader.integer(value, name, 0...1_000_000_000) ?? 0
        case 7: fault.count = value.isNull ? nil : reader.integer(value, name, 1...1_000_000_000)
        case 8: fault.share = reader.share(value, name) ?? 1
        case 9: fault.headers = readHeaders(value)
        case 10: status = reader.integer(value, name, 200...599)
        case 11: code = reader.integer(value, name, 0...Int(Int32.max)).map { Int64($0) }
        case 12: message = reader.text(value, name)
        case 13: contentType = reader.text(value, name)
        default:
            reader.problem(
                name, expected: "one of \(Self.table.names.joined(separator: ", "))", found: "an unknown name")
        }
    }

    private mutating func makeEffect() -> Fault.Effect {
        switch effect {
        case "answer":
            return .answer(status: status ?? 500, code: code ?? 2200, message: message ?? "Internal Error")
        case "html": return .html(status: status ?? 502)
        case "content_type": return .contentType(contentType ?? SimulatedAnswer.text)
        case "reset": return .reset
        case "close": return .close
        case "truncate": return .truncate
        case "malformed_body": return .malformedBody
        case "empty_body": return .emptyBody
        case "stall": return .stall
        case "none": return .none
        default:
            if reader.details.allSatisfy({ $0.path != "effect" }) {
                let names = Fault.Effect.names.joined(separator: ", ")
                reader.problem("effect", expected: "one of \(names)", found: "nothing")
            }
            return .none
        }
    }

    private mutating func readAPIs(_ value: JSONValue) -> Set<SimulatedAPI> {
        var apis: Set<SimulatedAPI> = []
        let names = SimulatedAPI.names.filter { $0 != SimulatedAPI.unknown.rawValue }
        if let array = value.array {
            for (position, element) in array.enumerated() {
                if let name = reader.choice(element, "api[\(position)]", names), let api = SimulatedAPI(rawValue: name)
                {
                    apis.insert(api)
                }
            }
        } else if let name = reader.choice(value, "api", names), let api = SimulatedAPI(rawValue: name) {
            apis.insert(api)
        }
        return apis
    }

    private mutating func readHeaders(_ value: JSONValue) -> [String: String] {
        guard let object = value.object, object.count <= 8 else {
            reader.problem("headers", expected: "an object of at most eight names and values", found: value)
            return [:]
        }
        var headers: [String: String] = [:]
        for member in object {
            let name = String(member.key)
            if let text = reader.text(member.value, "headers.\(name)") { headers[name] = text }
        }
        return headers
    }
}
