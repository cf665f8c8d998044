import Delivery

extension ConfigurationBuilder {
    /// What values must be beyond their own kinds, and in respect of each other.
    mutating func check() {
        checkProcess()
        checkKafka()
        checkTopics()
        checkApps()
        checkAddresses()
        checkTimes()
        checkQuota()
        checkNotifications()
    }

    func isSound(_ paths: String...) -> Bool { failed.isDisjoint(with: paths) }

    /// Refuses a value where it came from.
    mutating func refuse(_ path: String, _ message: String) { report(origins[path], path, message) }

    /// Refuses what isn't there, at its section if there is one.
    mutating func miss(_ path: String, _ expected: String, _ remedy: String) {
        var section = path
        while let dot = section.lastIndex(of: "."), sectionOrigins[section] == nil { section = String(section[..<dot]) }
        report(sectionOrigins[section], path, "expected \(expected), found nothing; \(remedy)")
    }

    private mutating func checkProcess() {
        if isSound("roles"), configuration.roles.isEmpty {
            refuse("roles", "expected at least one of route, execute, found none")
        } else if isSound("roles"), configuration.dryRun.isEnabled, !configuration.roles.contains(.route) {
            refuse(
                "roles", "expected route among them, since a dry run (dry_run.enabled) does nothing else, found execute"
            )
        }
        let source = configuration.source
        if isSound("source"), source.isEmpty || source.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
            refuse("source", "expected a URI reference without white space, found \(Self.shown(source))")
        }
        if isSound("operations.listen"), let listen = configuration.operations.listen {
            let colon = listen.lastIndex(of: ":")
            let port = colon.map { listen[listen.index(after: $0)...] } ?? ""
            if !HostPort.isPort(port, in: 0...65_535) || listen.contains(where: \.isWhitespace) {
                refuse("operations.listen", "expected host:port such as 0.0.0.0:9090, found \(Self.shown(listen))")
            }
        }
    }

    private mutating func checkTimes() {
        order(
            "feishu.request_timeout", configuration.feishu.requestTimeout, "shutdown.drain",
            configuration.shutdown.drain)
        order(
            "shutdown.drain", configuration.shutdown.drain, "kafka.session_timeout", configuration.kafka.sessionTimeout)
        order("shutdown.drain", configuration.shutdown.drain, "shutdown.deadline", configuration.shutdown.deadline)
        let retry = configuration.execute.retry
        if isSound("execute.retry.base", "execute.retry.cap"), retry.base > retry.cap {
            refuse(
                origins["execute.retry.base"] == nil ? "execute.retry.cap" : "execute.retry.base",
                "expected execute.retry.base at most execute.retry.cap, found \(retry.base.words) and \(retry.cap.words)"
            )
        }
        let (command, event) = (configuration.route.maximumCommandBytes, configuration.topics.maximumEventBytes)
        if isSound("route.maximum_command_bytes", "topics.maximum_event_bytes"), command > event {
            refuse(
                origins["route.maximum_command_bytes"] == nil
                    ? "topics.maximum_event_bytes" : "route.maximum_command_bytes",
                "expected route.maximum_command_bytes at most topics.maximum_event_bytes, found \(command) and \(event)"
            )
        }
    }

    /// The first must be shorter than the second; said where one of them was set.
    private mutating func order(_ lower: String, _ short: Duration, _ upper: String, _ long: Duration) {
        guard isSound(lower, upper), short >= long else { return }
        refuse(
            origins[lower] == nil ? upper : lower,
            "expected \(lower) shorter than \(upper), found \(short.words) and \(long.words)")
    }
}
