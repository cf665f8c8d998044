/// Where log records go. Called from any thread, the hot ones too: it must not wait for anything outside the process.
public protocol LogHandler: Sendable {
    /// Records below it are not even made.
    var level: LogLevel { get }

    func handle(_ record: LogRecord)
}
