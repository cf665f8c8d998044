import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The log of the running program: records as lines of JSON or text, on standard error unless told otherwise.
public final class StreamLogHandler: LogHandler {
    private let encoder: LogEncoder
    private let writer: LogWriter
    private let severity: Atomic<UInt8>

    public init(level: LogLevel, style: LogEncoder.Style, output: any LogOutput, capacity: Int = 1 << 20) {
        let encoder = LogEncoder(style)
        self.encoder = encoder
        severity = Atomic(level.severity)
        writer = LogWriter(output, capacity: capacity) { count in
            var line: [UInt8] = []
            let record = LogRecord(
                time: Int64(Date().timeIntervalSince1970 * 1000), level: .warning, logger: "log",
                message: "log records dropped: the output is slower than the log",
                fields: [LogRecord.Field("dropped", .int(count))])
            encoder.encode(record, into: &line)
            return line
        }
    }

    /// On standard error. Colours only on a terminal, and not when `NO_COLOR` is set (no-color.org).
    public convenience init(level: LogLevel, format: LogFormat = .auto, environment: [String: String] = [:]) {
        let output = FileDescriptorOutput()
        let isForPeople = format == .text || format == .auto && output.isTerminal
        let hasColour = output.isTerminal && environment["NO_COLOR", default: ""].isEmpty
        self.init(level: level, style: isForPeople ? hasColour ? .colouredText : .text : .json, output: output)
    }

    /// Can be changed while the program runs.
    public var level: LogLevel {
        get {
            let severity = severity.load(ordering: .relaxed)
            return LogLevel.allCases.first { $0.severity == severity } ?? .info
        }
        set { severity.store(newValue.severity, ordering: .relaxed) }
    }

    /// Lines that were lost because the output was slow or failed.
    public var droppedLines: UInt64 { writer.droppedLines }

    public func handle(_ record: LogRecord) {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        encoder.encode(record, into: &line)
        writer.append(line)
    }

    /// Writes what waits; call it before the process ends.
    @discardableResult
    public func flush(timeout: Duration = .seconds(2)) -> Bool { writer.flush(timeout: timeout) }
}
