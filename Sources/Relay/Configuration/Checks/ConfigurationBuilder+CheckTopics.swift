import Routing

extension ConfigurationBuilder {
    mutating func checkTopics() {
        let prefix = configuration.topics.prefix
        let names = TopicNames(prefix: prefix)
        if isSound("topics.prefix"), !names.all.allSatisfy(TopicName.isLegal) || prefix.isEmpty {
            let longest = names.all.map(\.utf8.count).max() ?? 0
            let room = 249 - (longest - prefix.utf8.count)
            refuse(
                "topics.prefix",
                "expected 1…\(room) of the characters a-z A-Z 0-9 . _ -, found \(Self.shown(prefix))")
        }
        if isSound("topics.replication_factor"), configuration.topics.replicationFactor == 0 {
            refuse("topics.replication_factor", "expected -1 (the broker's default) or at least 1, found 0")
        }
        checkEvents(names)
        checkReplies(names)
        checkDryRunTopic(names)
    }

    /// What would be done must not stand among what was, nor be read as an event.
    private mutating func checkDryRunTopic(_ names: TopicNames) {
        guard isSound("dry_run.topic"), let topic = configuration.dryRun.topic else { return }
        if !TopicName.isLegal(topic) {
            refuse("dry_run.topic", "expected \(TopicName.rule), found \(Self.shown(topic))")
        } else if topic == names.results {
            refuse("dry_run.topic", "expected a topic of its own, found \(Self.shown(topic)), which is that of results")
        } else {
            let isReplied =
                configuration.topics.replyAllowed.contains { NamePattern($0).matches(topic) }
                || configuration.topics.replyBySource.contains { $0.topic == topic }
            if isReplied {
                refuse(
                    "dry_run.topic",
                    "expected a topic of its own, found \(Self.shown(topic)), which topics.reply_allowed or topics.reply_by_source "
                        + "lets results go to")
            } else {
                checkReply(topic, "dry_run.topic", names, exceptOwn: names.dryRun) { $0 == topic }
            }
        }
    }

    private mutating func checkEvents(_ names: TopicNames) {
        guard isSound("topics.events") else { return }
        let events = configuration.topics.events
        if events.isEmpty { refuse("topics.events", "expected at least one topic, found none") }
        var seen: Set<String> = []
        for (index, topic) in events.enumerated() {
            let path = "topics.events[\(index)]"
            if !seen.insert(topic).inserted {
                refuse(path, "expected each topic once, found \(Self.shown(topic)) again")
            } else if topic.hasPrefix("^") {
                checkPattern(topic, path, names)
            } else if !TopicName.isLegal(topic) {
                refuse(path, "expected \(TopicName.rule), or a pattern that begins with ^, found \(Self.shown(topic))")
            } else if names.all.contains(topic) {
                refuse(path, "expected a topic of an upstream, found \(Self.shown(topic)), which is the relay's own")
            }
        }
    }

    private mutating func checkPattern(_ pattern: String, _ path: String, _ names: TopicNames) {
        guard let matched = TopicExpression(pattern)?.matches(among: names.all) else {
            return refuse(path, "expected a POSIX extended regular expression, found \(Self.shown(pattern))")
        }
        guard let first = matched.first else { return }
        let more = matched.count > 1 ? " and \(matched.count - 1) more" : ""
        refuse(
            path,
            "expected a pattern that matches none of the relay's own topics, found \(Self.shown(pattern)), which matches "
                + "\(first)\(more)")
    }

    private mutating func checkReplies(_ names: TopicNames) {
        for (index, pattern) in configuration.topics.replyAllowed.enumerated() where isSound("topics.reply_allowed") {
            let path = "topics.reply_allowed[\(index)]"
            let isPrefix = pattern.hasSuffix("*")
            let name = isPrefix ? String(pattern.dropLast()) : pattern
            guard
                isPrefix && name.utf8.count < 249 && name.utf8.allSatisfy(TopicName.isLegal) || TopicName.isLegal(name)
            else {
                refuse(path, "expected a topic's name, or its beginning and *, found \(Self.shown(pattern))")
                continue
            }
            checkReply(pattern, path, names) { isPrefix ? $0.hasPrefix(name) : $0 == name }
        }
        for (index, rule) in configuration.topics.replyBySource.enumerated() where isSound("topics.reply_by_source") {
            let path = "topics.reply_by_source[\(index)]"
            if isSound("\(path).source"), rule.source.isEmpty || rule.source.dropLast().contains("*") {
                refuse(
                    "\(path).source",
                    "expected an event's source, or its beginning and *, found \(Self.shown(rule.source))")
            }
            guard isSound("\(path).topic") else { continue }
            if !TopicName.isLegal(rule.topic) {
                refuse("\(path).topic", "expected \(TopicName.rule), found \(Self.shown(rule.topic))")
            } else {
                checkReply(rule.topic, "\(path).topic", names) { $0 == rule.topic }
            }
        }
    }

    /// A result in a topic of commands would be read as one, and a result among events would be answered for ever.
    private mutating func checkReply(
        _ text: String, _ path: String, _ names: TopicNames, exceptOwn: String? = nil, _ reaches: (String) -> Bool
    ) {
        if let own = names.all.first(where: { $0 != (exceptOwn ?? names.results) && reaches($0) }) {
            refuse(
                path,
                "expected topics for results alone, found \(Self.shown(text)), which reaches the relay's own \(own)")
            return
        }
        for events in configuration.topics.events where isSound("topics.events") {
            let isReached =
                events.hasPrefix("^")
                ? !text.hasSuffix("*") && TopicExpression(events)?.matches(among: [text]).isEmpty == false
                : reaches(events)
            if isReached {
                refuse(
                    path,
                    "expected topics for results alone, found \(Self.shown(text)), which reaches the events of "
                        + Self.shown(events))
                return
            }
        }
    }
}
