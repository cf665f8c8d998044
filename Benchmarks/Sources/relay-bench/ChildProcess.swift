import Foundation
import Glibc

/// A child whose whole cost is known when it ends: `wait4` tells the time and memory of that process alone.
///
/// Started with `posix_spawn` and waited for here, since Foundation's `Process` reaps its children itself.
struct ChildProcess: ~Copyable {
    struct Usage: Sendable {
        /// Processor seconds, user and system.
        var processor: Double
        /// Peak resident memory, bytes.
        var peakMemory: Int
        var status: Int32
    }

    private let identifier: pid_t
    private let input: FileHandle
    private let output: FileHandle
    private var buffered: [UInt8] = []

    /// The program by path, with pipes for its standard input and output.
    init(_ program: String, _ arguments: [String]) throws(BenchmarkError) {
        let toChild = Pipe()
        let fromChild = Pipe()
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, toChild.fileHandleForReading.fileDescriptor, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, fromChild.fileHandleForWriting.fileDescriptor, 1)
        for handle in [
            toChild.fileHandleForReading, toChild.fileHandleForWriting, fromChild.fileHandleForReading,
            fromChild.fileHandleForWriting,
        ] {
            unsafe posix_spawn_file_actions_addclose(&actions, handle.fileDescriptor)
        }
        var child: pid_t = 0
        let words = unsafe ([program] + arguments).map { unsafe strdup($0) }
        defer { for index in unsafe words.indices { unsafe free(words[index]) } }
        let error = unsafe posix_spawn(&child, program, &actions, nil, words + [nil], environ)
        guard error == 0 else { throw BenchmarkError("can't start \(program) (system error \(error)); was it built?") }
        try? toChild.fileHandleForReading.close()
        try? fromChild.fileHandleForWriting.close()
        identifier = child
        input = toChild.fileHandleForWriting
        output = fromChild.fileHandleForReading
    }

    /// The next line that it prints, without its end; `nil`: it has ended.
    mutating func readLine() -> String? {
        while true {
            if let end = buffered.firstIndex(of: 0x0A) {
                defer { buffered.removeSubrange(...end) }
                return String(decoding: buffered[..<end], as: UTF8.self)
            }
            let data = output.availableData
            guard !data.isEmpty else { return nil }
            buffered.append(contentsOf: data)
        }
    }

    /// Ends its standard input, reads what it still prints and waits for its end.
    consuming func finish() throws(BenchmarkError) -> (lines: [String], usage: Usage) {
        try? input.close()
        var lines: [String] = []
        while let line = readLine() { lines.append(line) }
        var status: Int32 = 0
        var usage = rusage()
        guard unsafe wait4(identifier, &status, 0, &usage) == identifier else {
            throw BenchmarkError("a child is gone (system error \(errno))")
        }
        let processor =
            Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(
                usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
            / 1e6
        return (lines, Usage(processor: processor, peakMemory: usage.ru_maxrss * 1024, status: status))
    }

    /// A program that was built beside this one.
    static func sibling(_ name: String) -> String {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: name).path
    }
}
