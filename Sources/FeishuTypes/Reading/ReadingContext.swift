/// What readers share while one document is read: how strict to be, what was found wrong, and the texts being collected.
///
/// Paths cost nothing while all is well: a problem is reported with the name of its field, and each enclosing object puts its
/// own name before the problems that came up inside it.
public struct ReadingContext: Sendable {
    public enum Mode: Sendable, Hashable {
        /// Events: a superset of Feishu's bodies is accepted and turned into Feishu's; everything that can be checked is.
        case superset
        /// Command bodies and Feishu's answers: taken as they are; only kinds, required fields and enumerations are checked.
        case plain
    }

    public enum Completeness: Sendable, Hashable {
        /// All that Feishu requires.
        case whole
        /// An instance needs its id only (a comment's event says no more). What is there is checked all the same.
        case identity
    }

    /// Problems kept of each severity; the rest is only counted.
    public static let problemCap = 100

    public var mode: Mode
    public var completeness = Completeness.whole
    public var limits = FieldLimits()
    /// The language of plain texts, for a body whose own resources name no default.
    public var defaultLocale = "zh-CN"
    /// What `instance.status` is when it is left out (it follows from the event's type); `nil`: it is required.
    public var impliedInstanceStatus: InstanceStatus?

    public private(set) var problems: [FieldProblem] = []
    public private(set) var errorCount = 0
    public private(set) var warningCount = 0

    /// The texts of the body being read; begun anew by each body that has `i18n_resources`.
    var texts = TextCollector()
    /// Whether that body is a bot message, which knows fewer languages.
    var isMessage = false
    /// Whether the texts being read are counted, and their scalars so far.
    var measuresText = false
    var formLength = 0

    public init(mode: Mode) {
        self.mode = mode
    }

    public var hasErrors: Bool { errorCount > 0 }

    /// How many problems were found beyond those kept.
    public var omittedProblemCount: Int { errorCount + warningCount - problems.count }

    /// Errors, or warnings, found beyond those kept.
    public func omittedCount(of severity: FieldProblem.Severity) -> Int {
        max(0, (severity == .error ? errorCount : warningCount) - Self.problemCap)
    }

    /// Whether something is missing that only a whole instance needs.
    var demandsAll: Bool { mode == .superset && completeness == .whole }

    var isSuperset: Bool { mode == .superset }

    /// Forgets the problems, for the next document.
    public mutating func reset() {
        problems.removeAll()
        errorCount = 0
        warningCount = 0
    }

    /// Notes a problem of a field of the object being read (`""`: of the object itself). Its text is made only if it is kept.
    public mutating func report(
        _ field: String, _ problem: @autoclosure () -> String, severity: FieldProblem.Severity = .error
    ) {
        let earlier: Int
        switch severity {
        case .error:
            earlier = errorCount
            errorCount += 1
        case .warning:
            earlier = warningCount
            warningCount += 1
        }
        guard earlier < Self.problemCap else { return }
        problems.append(FieldProblem(path: field, problem: problem(), severity: severity))
    }

    /// Reads something inside a field; problems found there get the field's name before their path.
    public mutating func at<Result>(
        _ field: String, _ read: (inout ReadingContext) -> Result
    ) -> Result {
        let mark = problems.count
        let result = read(&self)
        prefixProblems(from: mark, with: field)
        return result
    }

    /// Reads an element of a list; problems found there get `field[index]` before their path.
    public mutating func at<Result>(
        _ field: String, _ index: Int, _ read: (inout ReadingContext) -> Result
    ) -> Result {
        let mark = problems.count
        let result = read(&self)
        prefixProblems(from: mark, with: "\(field)[\(index)]")
        return result
    }

    /// Puts a name before the problems that came after `mark`; the name is made only if there are any.
    @inline(__always)
    mutating func prefixProblems(from mark: Int, with name: @autoclosure () -> String) {
        if problems.count != mark { prefix(from: mark, with: name()) }
    }

    @inline(never)
    private mutating func prefix(from mark: Int, with name: String) {
        for index in mark..<problems.count {
            let path = problems[index].path
            if path.isEmpty {
                problems[index].path = name
            } else if path.utf8.first == UInt8(ascii: "[") {
                problems[index].path = name + path
            } else {
                problems[index].path = "\(name).\(path)"
            }
        }
    }
}
