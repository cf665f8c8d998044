import FeishuTypes
import JSON

/// What a record says of itself, before it is judged.
struct EnvelopeFindings {
    var isBinary = false
    var attributes = EventAttributes()
    var data: JSONValue?
    var problems: [FieldProblem] = []
    var warnings: [FieldProblem] = []

    mutating func report(_ path: String, _ problem: String) {
        problems.append(FieldProblem(path: path, problem: problem))
    }
}
