import FeishuTypes
import Routing

extension RelayConfiguration {
    /// What routing must know of it. Without an app there is the default one, for what makes no calls.
    var routing: RoutingConfiguration {
        var limits = RoutingConfiguration().limits
        limits.tasks = route.maximumTasks
        let aliases = feishu.apps.isEmpty ? ["default"] : feishu.apps.map(\.alias)
        return RoutingConfiguration(
            apps: Set(aliases), defaultApp: feishu.defaultApp ?? aliases[0],
            allowedReplyTopics: topics.replyAllowed.map { NamePattern($0) }, limits: limits,
            defaultLocale: route.defaultLocale, sendsMessages: route.sendsMessages,
            notifications: route.notifications)
    }
}
