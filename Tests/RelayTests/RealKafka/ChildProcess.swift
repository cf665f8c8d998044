import Foundation
import Glibc

/// A program that runs beside the tests, what it prints and how it ends.
final class ChildProcess: Sendable {
    struct State: Sendable {
        var output = ""
        var errors = ""
        /// How many of the two are at their end.
        var ended = 0
        var status: Int32?

        /// The pipes may come to their end later, or never: what else was started meanwhile can hold them open.
        var isOver: Bool { status != nil }
    }

    private let process = Process()
    private let state = Watched(State())

    /// - Parameter environment: the tests' own when `nil`.
    init(_ path: String, _ arguments: [String], environment: [String: String]? = nil) throws {
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        if let environment { process.environment = environment }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = Self.pipe(into: state) { $0.output += $1 }
        process.standardError = Self.pipe(into: state) { $0.errors += $1 }
        process.terminationHandler = { [state] process in
            state.update { $0.status = process.terminationStatus }
        }
        try process.run()
        ProcessGuard.shared.add(process.processIdentifier)
    }

    var pid: Int32 { process.processIdentifier }

    /// The names of its threads now, of which the system keeps 15 bytes.
    var threads: [String] {
        let folder = "/proc/\(pid)/task"
        let ids = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return ids.compactMap { try? String(contentsOfFile: "\(folder)/\($0)/comm", encoding: .utf8) }.map {
            $0.trimmingCharacters(in: .newlines)
        }
    }

    /// What it has printed so far.
    var printed: State { state.value }

    /// Asks it to end, as an orchestrator would.
    func terminate() { process.terminate() }

    func wait(until isEnough: @escaping @Sendable (State) -> Bool) async throws -> State {
        try await state.wait(until: isEnough)
    }

    /// Waits for its end.
    func ended() async throws -> (status: Int32, output: String, errors: String) {
        var last = try await state.wait { $0.isOver }
        let deadline = ContinuousClock.now + .seconds(2)
        while last.ended < 2, ContinuousClock.now < deadline {
            await Task.yield()
            last = state.value
        }
        ProcessGuard.shared.remove(process.processIdentifier)
        return (last.status ?? -1, last.output, last.errors)
    }

    private static func pipe(
        into state: Watched<State>, _ add: @escaping @Sendable (inout State, String) -> Void
    ) -> Pipe {
        let pipe = Pipe()
        // What the child starts in turn must not keep the pipe open.
        for handle in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
            _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        }
        // A thread that reads, and not a readability handler: closing a descriptor that Dispatch still watches crashes it.
        let reading = pipe.fileHandleForReading
        Thread.detachNewThread {
            while true {
                let data = reading.availableData
                guard !data.isEmpty else { break }
                let text = String(decoding: data, as: UTF8.self)
                state.update { add(&$0, text) }
            }
            state.update { $0.ended += 1 }
        }
        return pipe
    }
}
