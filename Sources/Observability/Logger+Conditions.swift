extension Logger {
    /// Logs a condition that may repeat a thousand times a second: at once when it begins, again when its `state` changes, and
    /// a reminder every five minutes; the occurrences that were not logged are counted in the field `repeated`.
    ///
    /// - Parameters:
    ///   - key: names the condition, such as `broker`; at most 1024 are remembered.
    ///   - state: what would make it a new piece of news, such as an error code.
    public func once(
        key: String, _ level: LogLevel, _ message: @autoclosure () -> String, state: @autoclosure () -> String = "",
        _ more: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) {
        guard isEnabled(level) else { return }
        guard case .log(let repeated) = conditions.occurred(key, state: state()) else { return }
        let logger = repeated == 0 ? self : with(["repeated": .int(repeated)])
        logger.log(level, message(), more())
    }

    /// Logs the end of a condition: "…: recovered after 52 times in 3m20s". Silent, and cheap, when it wasn't there.
    public func recovered(
        key: String, _ message: @autoclosure () -> String, level: LogLevel = .notice,
        _ more: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) {
        guard let recovery = conditions.recovered(key) else { return }
        with(["occurrences": .int(recovery.occurrences), "lasted_seconds": .seconds(recovery.lasted)])
            .log(level, "\(message()): \(recovery)", more())
    }
}
