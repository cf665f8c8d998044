import Foundation
import Glibc
import Synchronization

/// A program that runs beside the harness and writes what it prints into files.
final class ChildProcess: Sendable {
    private struct State {
        var status: Int32?
        var waiters: [CheckedContinuation<Int32, Never>] = []
    }

    private let process = Process()
    private let state = Mutex(State())
    private let keeper: ProcessGuard
    let output: URL
    let errors: URL

    /// Closes what would be inherited: Foundation takes a child's end for the closing of a descriptor of its own, which a
    /// grandchild could keep open for ever.
    private static let launcher = """
        for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -le 2 ] || eval "exec $n>&-"; done; exec "$@"
        """

    /// - Parameters:
    ///   - name: of its files below `folder`.
    ///   - leavesChildren: what it starts goes on when it ends.
    ///   - whenOver: told of its status, minus the signal's number after a signal; on a thread of Foundation's.
    init(
        _ path: String, _ arguments: [String], environment: [String: String]? = nil, folder: URL, name: String,
        leavesChildren: Bool = false, keeper: ProcessGuard,
        whenOver: @escaping @Sendable (Int32) -> Void = { _ in }
    ) throws {
        self.keeper = keeper
        output = folder.appending(path: name + ".out")
        errors = folder.appending(path: name + ".log")
        if leavesChildren {
            process.executableURL = URL(filePath: "/bin/bash")
            process.arguments = ["-c", Self.launcher, "bash", path] + arguments
        } else {
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
        }
        if let environment { process.environment = environment }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file(output)
        process.standardError = try Self.file(errors)
        process.terminationHandler = { [weak self] process in
            let isSignal = process.terminationReason == .uncaughtSignal
            let status = isSignal ? -process.terminationStatus : process.terminationStatus
            keeper.remove(process.processIdentifier)
            whenOver(status)
            guard let self else { return }
            let waiters = self.state.withLock { state in
                state.status = status
                defer { state.waiters = [] }
                return state.waiters
            }
            for waiter in waiters { waiter.resume(returning: status) }
        }
        try process.run()
        keeper.add(process.processIdentifier)
    }

    private static func file(_ url: URL) throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: url.path, contents: nil)
        let handle = try FileHandle(forWritingTo: url)
        _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        return handle
    }

    var pid: Int32 { process.processIdentifier }
    var isOver: Bool { state.withLock { $0.status != nil } }

    func send(_ signal: Int32) {
        guard !isOver else { return }
        _ = Glibc.kill(pid, signal)
    }

    /// The status that it ended with; minus the signal's number after a signal.
    func ended() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state in
                if state.status == nil { state.waiters.append(continuation) }
                return state.status
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    /// What it has printed so far.
    func printed() -> String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }
    func complained() -> String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }
}
