#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The log as the code sees it: a label, fields that every record carries, and one method per level. A value: pass it down,
/// add fields on the way with ``with(_:)``.
///
/// Message and fields are evaluated only when the level is recorded. The message is a constant sentence; what varies belongs
/// into fields, so that records can be counted by message.
///
///     let log = Logger("relay.execute", handler)
///     log.info("call finished", [LogField.key: .string(key), "seconds": .seconds(elapsed)])
public struct Logger: Sendable {
    public let label: String
    public let handler: any LogHandler
    let fields: [LogRecord.Field]
    let conditions: LogConditions

    /// A logger of its own; repeated conditions (``once(key:_:_:state:_:)``) are remembered per logger made here and shared by
    /// all that are derived from it.
    public init(_ label: String, _ handler: any LogHandler) {
        self.init(label: label, handler: handler, fields: [], conditions: LogConditions())
    }

    private init(label: String, handler: any LogHandler, fields: [LogRecord.Field], conditions: LogConditions) {
        self.label = label
        self.handler = handler
        self.fields = fields
        self.conditions = conditions
    }

    /// The same log with further fields on every record.
    public func with(_ more: KeyValuePairs<String, LogValue>) -> Logger {
        Logger(label: label, handler: handler, fields: merged(more), conditions: conditions)
    }

    /// The same log under another label, by custom `room.part`.
    public func named(_ label: String) -> Logger {
        Logger(label: label, handler: handler, fields: fields, conditions: conditions)
    }

    /// Whether records of this level are kept; for work that is only worth doing then.
    @inlinable
    public func isEnabled(_ level: LogLevel) -> Bool { level >= handler.level }

    public func log(
        _ level: LogLevel, _ message: @autoclosure () -> String,
        _ more: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) {
        guard isEnabled(level) else { return }
        handler.handle(
            LogRecord(
                time: Self.now(), level: level, logger: label, message: message(), fields: merged(more())))
    }

    public func trace(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) { log(.trace, message(), fields()) }

    public func debug(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) { log(.debug, message(), fields()) }

    public func info(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) { log(.info, message(), fields()) }

    public func notice(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) { log(.notice, message(), fields()) }

    public func warning(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) { log(.warning, message(), fields()) }

    public func error(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) { log(.error, message(), fields()) }

    public func critical(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> KeyValuePairs<String, LogValue> = [:]
    ) { log(.critical, message(), fields()) }

    private func merged(_ more: KeyValuePairs<String, LogValue>) -> [LogRecord.Field] {
        if more.isEmpty { return fields }
        var all = fields
        all.reserveCapacity(fields.count + more.count)
        for (name, value) in more {
            if let index = all.firstIndex(where: { $0.name == name }) {
                all[index] = LogRecord.Field(name, value)
            } else {
                all.append(LogRecord.Field(name, value))
            }
        }
        return all
    }

    private static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
