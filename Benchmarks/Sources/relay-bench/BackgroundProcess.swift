import Foundation
import Glibc
import Synchronization

/// A child that runs beside the benchmark: with an environment, its output in a file, and a bounded end.
///
/// Every one that runs is known, so that an interrupted benchmark leaves none behind.
final class BackgroundProcess: Sendable {
    private static let running = Mutex<Set<pid_t>>([])

    let identifier: pid_t
    let outputFile: URL
    /// Just before it was started, µs since 1970.
    let startedAt: Int64

    /// - Parameters:
    ///   - environment: set beside the benchmark's own.
    ///   - outputFile: takes standard output and standard error.
    init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], outputFile: URL
    ) throws(BenchmarkError) {
        self.outputFile = outputFile
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, outputFile.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let words = unsafe ([program] + arguments).map { unsafe strdup($0) }
        let variables = unsafe all.map { unsafe strdup("\($0.key)=\($0.value)") }
        defer {
            for index in unsafe words.indices { unsafe free(words[index]) }
            for index in unsafe variables.indices { unsafe free(variables[index]) }
        }
        var child: pid_t = 0
        startedAt = Self.now()
        let error = unsafe posix_spawn(&child, program, &actions, nil, words + [nil], variables + [nil])
        guard error == 0 else { throw BenchmarkError("can't start \(program) (system error \(error)); was it built?") }
        identifier = child
        Self.running.withLock { _ = $0.insert(child) }
    }

    /// µs since 1970.
    static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    func signal(_ number: Int32) {
        Self.running.withLock { if $0.contains(identifier) { _ = kill(identifier, number) } }
    }

    /// Waits for its end; at the deadline it is killed.
    func wait(atMost limit: Duration) async throws(BenchmarkError) -> ChildProcess.Usage {
        let deadline = ContinuousClock.now + limit
        var isKilled = false
        while true {
            var status: Int32 = 0
            var usage = rusage()
            let ended = unsafe wait4(identifier, &status, WNOHANG, &usage)
            if ended == identifier {
                Self.running.withLock { _ = $0.remove(identifier) }
                let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
                let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
                return ChildProcess.Usage(
                    processor: Double(seconds) + Double(microseconds) / 1e6, peakMemory: usage.ru_maxrss * 1024,
                    status: status)
            }
            guard ended == 0 else { throw BenchmarkError("a child is gone (system error \(errno))") }
            if ContinuousClock.now >= deadline, !isKilled {
                isKilled = true
                signal(SIGKILL)
            }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Whether it has not ended; says nothing of how it ended.
    var isRunning: Bool { !Self.stateFields(identifier).isEmpty && Self.stateFields(identifier)[0] != "Z" }

    /// What it has printed, at most the last 2000 bytes.
    var lastOutput: String {
        String(decoding: ((try? Data(contentsOf: outputFile)) ?? Data()).suffix(2000), as: UTF8.self)
    }

    static func killAll() {
        for child in running.withLock({ $0 }) { _ = kill(child, SIGKILL) }
    }
}

// MARK: - What the kernel says

extension BackgroundProcess {
    /// Of `/proc/<pid>/stat`, from the state on.
    private static func stateFields(_ identifier: pid_t) -> [Substring] {
        guard let text = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8),
            let close = text.lastIndex(of: ")")
        else { return [] }
        return text[text.index(after: close)...].split(separator: " ")
    }
}
