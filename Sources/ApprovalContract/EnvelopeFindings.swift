import FeishuTypes
import JSON

/// What a record says of itself, before it is judged.
struct EnvelopeFindings {
    var isBinary = false
    var attributes = EventAttributes()
    var data: JSONValue?
    /// `data_base64`, decoded, until it is parsed.
    var encoded: [UInt8]?
    /// The first of each severity, up to ``ReadingContext/problemCap``; the rest is only counted: headers and attributes may be any number.
    private(set) var problems: [FieldProblem] = []
    private(set) var warnings: [FieldProblem] = []
    private(set) var omittedProblems = 0
    private(set) var omittedWarnings = 0

    mutating func report(_ path: String, _ problem: @autoclosure () -> String) {
        Self.add(FieldProblem(path: path, problem: problem()), to: &problems, &omittedProblems)
    }

    mutating func warn(_ path: String, _ problem: @autoclosure () -> String) {
        Self.add(FieldProblem(path: path, problem: problem(), severity: .warning), to: &warnings, &omittedWarnings)
    }

    private static func add(
        _ problem: @autoclosure () -> FieldProblem, to problems: inout [FieldProblem], _ omitted: inout Int
    ) {
        if problems.count < ReadingContext.problemCap { problems.append(problem()) } else { omitted += 1 }
    }
}
