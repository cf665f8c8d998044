import JSON

/// Feishu's answer `{code, msg, data, error}`, read as far as the relay needs it.
struct FeishuEnvelope {
    /// nil if the body is no JSON object with an integer `code`.
    let code: Int64?
    /// `msg`; for other bodies their beginning, so that a proxy's page can be recognised in a dead letter.
    let message: String
    /// `error.log_id` (real bodies) or `error.logid` (documentation).
    let logID: String?
    let violations: [FeishuFieldViolation]
    /// The whole body: authentication answers are flat.
    let root: JSONValue?

    var data: JSONValue? { root?["data"] }

    static let messageLimit = 512
    static let violationLimit = 64

    init(body: [UInt8], parser: JSONParser) {
        root = Self.object(body, parser)
        code = root?["code"]?.int64
        guard code != nil else {
            message = PlainText.bounded(body, limit: 160)
            logID = nil
            violations = []
            return
        }
        message = Self.text(root?["msg"], limit: Self.messageLimit) ?? ""
        let error = root?["error"]
        logID = Self.text(error?["log_id"], limit: 128) ?? Self.text(error?["logid"], limit: 128)
        violations = Self.violations(error?["field_violations"])
    }

    /// A page of HTML isn't worth a parse, and an empty body isn't JSON.
    private static func object(_ body: [UInt8], _ parser: JSONParser) -> JSONValue? {
        let first = body.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        guard first == UInt8(ascii: "{") else { return nil }
        return try? parser.parse(body)
    }

    private static func violations(_ value: JSONValue?) -> [FeishuFieldViolation] {
        guard let array = value?.array else { return [] }
        var result: [FeishuFieldViolation] = []
        for entry in array {
            guard result.count < violationLimit else { break }
            guard let field = text(entry["field"], limit: 256) else { continue }
            result.append(
                FeishuFieldViolation(field: field, description: text(entry["description"], limit: 512)))
        }
        return result
    }

    private static func text(_ value: JSONValue?, limit: Int) -> String? {
        guard let text = value?.stringValue else { return nil }
        return PlainText.bounded(text, limit: limit)
    }
}
