public import ApprovalContract
import FeishuTypes
import JSON

/// Turns an event into the commands that it asks for. The same event makes the same commands, ids included.
///
/// Not Sendable: it owns buffers that are reused, one router per thread.
public final class Router {
    let configuration: RoutingConfiguration
    /// Whether what can be turned into a command without being read is; for tests, which hold the two ways against each other.
    private let goesStraight: Bool
    var straight: StraightInstance

    public convenience init(_ configuration: RoutingConfiguration) {
        self.init(configuration, goesStraight: true)
    }

    init(_ configuration: RoutingConfiguration, goesStraight: Bool) {
        self.configuration = configuration
        self.goesStraight = goesStraight
        straight = StraightInstance(limits: configuration.limits)
    }

    /// What becomes of a record that was read as an event.
    ///
    /// - Parameter now: epoch milliseconds.
    public func decide(on reading: EventReading, at now: Int64) -> Decision {
        switch reading {
        case .rejected(let rejection): return .rejected(rejection)
        case .event(let event):
            switch route(event, at: now) {
            case .commands(let commands): return .commands(commands, event)
            case .nothing(let subject, let warnings): return .nothing(event, subject: subject, warnings)
            case .rejected(let reason): return .rejected(Rejection(event, reason))
            }
        case .flawed(let event, var rejection):
            let app = app(of: event)
            var judgement = judgeAddress(event, app, at: now)
            judgeData(event, app, at: now, &judgement)
            rejection.reason.violations += judgement.violations
            if rejection.reason.code == .invalid, !judgement.violations.isEmpty {
                rejection.reason.detail =
                    "The event has violations in its envelope and in what it asks for; all are listed."
            }
            return .rejected(rejection)
        }
    }

    /// - Parameter now: epoch milliseconds.
    public func route(_ event: EventEnvelope, at now: Int64) -> Route {
        let app = app(of: event)
        var judgement = judgeAddress(event, app, at: now)
        if goesStraight, judgement.code == nil, let command = straightSync(of: event, app: app, at: now) {
            return .commands([command])
        }
        judgeData(event, app, at: now, &judgement)
        if let code = judgement.code {
            return .rejected(Reason(code, judgement.detail, violations: judgement.violations))
        }
        let warnings = event.warnings + judgement.warnings
        let count = judgement.commands.count
        if count == 0 { return .nothing(subject: judgement.subject, warnings: warnings) }
        for index in 0..<count {
            judgement.commands[index].index = index
            judgement.commands[index].count = count
            judgement.commands[index].warnings = warnings
        }
        return .commands(judgement.commands)
    }

    // MARK: Judging

    private struct Judgement {
        var commands: [Command] = []
        var subject: String?
        var warnings: [FieldProblem] = []
        var violations: [FieldProblem] = []
        /// Why it is rejected, if it is; of several reasons the first found.
        var code: ReasonCode?
        var detail = ""

        mutating func reject(_ code: ReasonCode, _ detail: @autoclosure () -> String) {
            guard self.code == nil else { return }
            self.code = code
            self.detail = detail()
        }
    }

    /// What the event asks for, or everything that is wrong with it.
    private func judgeData(_ event: EventEnvelope, _ app: String, at now: Int64, _ judgement: inout Judgement) {
        var context = ReadingContext(mode: .superset)
        context.limits = configuration.limits
        context.defaultLocale = configuration.defaultLocale
        var maker = CommandMaker(event: event, app: app, now: now, configuration: configuration)
        context.at("data") { maker.make(in: &$0) }
        judgement.commands = maker.commands
        judgement.subject = maker.subject
        judgement.warnings = context.listed(.warning)
        guard context.hasErrors else { return }
        judgement.violations += context.listed(.error)
        let count = context.errorCount
        judgement.reject(.invalid, "The event has \(count) violation\(count == 1 ? "" : "s").")
    }

    private func app(of event: EventEnvelope) -> String { event.app ?? configuration.defaultApp }

    /// Which app, which reply topic, and until when.
    private func judgeAddress(_ event: EventEnvelope, _ app: String, at now: Int64) -> Judgement {
        var judgement = Judgement()
        if !configuration.apps.contains(app) {
            let known = configuration.apps.sorted()
            let near = JSONKeyTable(known).nearest(to: app).map { "; did you mean \($0)?" } ?? ""
            judgement.violations.append(
                FieldProblem(
                    path: "app",
                    problem: "expected one of \(known.joined(separator: ", ")), found \"\(app.prefix(80))\"\(near)"))
            judgement.reject(.unknownApp, "The event names an app that is not configured.")
        }
        if let topic = event.replyTo, !configuration.allowsReply(to: topic) {
            judgement.violations.append(
                FieldProblem(path: "replyto", problem: "\"\(topic.prefix(249))\" is not in the allow-list"))
            judgement.reject(
                .replyTopicNotAllowed,
                "The event names a reply topic that the configuration does not allow (topics.reply_allowed).")
        }
        if let expiry = event.expiry, expiry < now {
            judgement.reject(.expired, "The event's expirytime had passed when its turn came.")
        }
        return judgement
    }
}

extension ReadingContext {
    /// The problems of a severity, and how many more there are.
    fileprivate func listed(_ severity: FieldProblem.Severity) -> [FieldProblem] {
        guard (severity == .error ? errorCount : warningCount) > 0 else { return [] }
        var listed = problems.filter { $0.severity == severity }
        let omitted = omittedCount(of: severity)
        if omitted > 0 {
            listed.append(
                FieldProblem(path: "", problem: "and \(omitted) more, which are not listed", severity: severity))
        }
        return listed
    }
}
