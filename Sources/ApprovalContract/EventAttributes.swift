import JSON

/// The attributes of an event as they were found, before anything is judged.
struct EventAttributes {
    var specversion: String?
    var id: String?
    var source: String?
    var type: String?
    var subject: String?
    var time: String?
    var app: String?
    var correlationID: String?
    var traceparent: String?
    var tracestate: String?
    var replyTo: String?
    var expiry: String?
    var priority: String?
    var sequence: String?
    var notice: String?
    var dataContentType: String?

    /// CloudEvents' own attributes and the extensions that mean something here, in the order of `set`.
    static let names = [
        "specversion", "id", "source", "type", "subject", "time", "app", "correlationid", "traceparent", "tracestate",
        "replyto", "expirytime", "priority", "sequence", "notice", "datacontenttype",
    ]

    /// Attributes of CloudEvents and its documented extensions that have no meaning here, and are no misspelling of one that has.
    static let foreign: Set<String> = [
        "data", "data_base64", "dataschema", "dataref", "partitionkey", "sequencetype", "sampledrate", "severitytext",
        "severitynumber", "authtype", "authid", "authclaims", "recordedtime",
    ]

    static let table = JSONKeyTable(names)

    mutating func set(_ index: Int, _ value: String) {
        switch index {
        case 0: specversion = value
        case 1: id = value
        case 2: source = value
        case 3: type = value
        case 4: subject = value
        case 5: time = value
        case 6: app = value
        case 7: correlationID = value
        case 8: traceparent = value
        case 9: tracestate = value
        case 10: replyTo = value
        case 11: expiry = value
        case 12: priority = value
        case 13: sequence = value
        case 14: notice = value
        case 15: dataContentType = value
        default: break
        }
    }
}
