import Foundation
import Observability
import Relay

/// The program's log on standard error.
enum LogSetup {
    static func make(_ settings: LogSettings) -> (StreamLogHandler, Logger) {
        let handler = StreamLogHandler(
            level: LogLevel(rawValue: settings.level) ?? .info, format: LogFormat(rawValue: settings.format) ?? .auto,
            environment: ProcessInfo.processInfo.environment)
        return (handler, Logger("relay", handler))
    }
}
