public import ApprovalContract
import FeishuTypes
import JSON

/// Turns an event into the commands that it asks for. Pure: the same event makes the same commands, ids included.
public struct Router: Sendable {
    private let configuration: RoutingConfiguration

    public init(_ configuration: RoutingConfiguration) {
        self.configuration = configuration
    }

    /// Whether an event may name this topic for its answers.
    public func allowsReply(to topic: String) -> Bool {
        configuration.allowedReplyTopics.contains { $0.matches(topic) }
    }

    /// - Parameter now: epoch milliseconds.
    public func route(_ event: EventEnvelope, at now: Int64) -> Route {
        let app = event.app ?? configuration.defaultApp
        guard configuration.apps.contains(app) else {
            let known = configuration.apps.sorted().joined(separator: ", ")
            return .rejected(
                Reason(
                    .unknownApp, "The event names an app that is not configured.",
                    violations: [
                        FieldProblem(path: "app", problem: "expected one of \(known), found \"\(app.prefix(80))\"")
                    ]))
        }
        if let topic = event.replyTo, !allowsReply(to: topic) {
            return .rejected(
                Reason(
                    .replyTopicNotAllowed,
                    "The event names a reply topic that the configuration does not allow (topics.reply_allowed).",
                    violations: [
                        FieldProblem(path: "replyto", problem: "\"\(topic.prefix(249))\" is not in the allow-list")
                    ]))
        }
        if let expiry = event.expiry, expiry < now {
            return .rejected(
                Reason(.expired, "The event's expirytime had passed when its turn came."))
        }
        var context = ReadingContext(mode: .superset)
        context.limits = configuration.limits
        context.defaultLocale = configuration.defaultLocale
        var maker = CommandMaker(event: event, app: app, now: now, configuration: configuration)
        context.at("data") { maker.make(in: &$0) }
        guard !context.hasErrors else {
            var violations = context.problems.filter { $0.severity == .error }
            if context.omittedProblemCount > 0 {
                violations.append(
                    FieldProblem(path: "", problem: "and \(context.omittedProblemCount) more, which are not listed"))
            }
            let count = context.errorCount
            return .rejected(
                Reason(
                    .invalid, "The event has \(count) violation\(count == 1 ? "" : "s").", violations: violations))
        }
        let warnings = event.warnings + context.problems
        if maker.commands.isEmpty { return .nothing(subject: maker.subject, warnings: warnings) }
        for index in maker.commands.indices {
            maker.commands[index].index = index
            maker.commands[index].count = maker.commands.count
            maker.commands[index].warnings = warnings
        }
        return .commands(maker.commands)
    }
}
