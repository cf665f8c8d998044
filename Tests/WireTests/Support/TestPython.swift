import Foundation
import JSON

/// A Python with the packages of scripts/test-requirements.txt, which scripts/install-dependencies --test installs; TEST_PYTHON
/// names another.
enum TestPython {
    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let named = ProcessInfo.processInfo.environment["TEST_PYTHON"].map { URL(fileURLWithPath: $0) }
    private static let folder = package.appending(path: ".build/test-python")
    private static let program = named ?? folder.appending(path: "bin/python")

    /// With the packages that are asked for now, not with those of an earlier list.
    static let isThere =
        FileManager.default.isExecutableFile(atPath: program.path)
        && (named != nil
            || (try? Data(contentsOf: folder.appending(path: "requirements.txt")))
                == (try? Data(contentsOf: package.appending(path: "scripts/test-requirements.txt"))))
    static let reason = "needs Python packages: scripts/install-dependencies --test"

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs `script`, which reads JSON from the file that its first argument names, and writes JSON to that of its second.
    static func run(_ script: String, _ input: [UInt8]) async throws -> JSONValue {
        let directory = FileManager.default.temporaryDirectory.appending(path: "wire-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let files = ["script.py", "input.json", "output.json", "errors.txt"].map { directory.appending(path: $0) }
        try Data(script.utf8).write(to: files[0])
        try Data(input).write(to: files[1])
        try Data().write(to: files[3])
        let process = Process()
        process.executableURL = program
        process.arguments = files.prefix(3).map(\.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: files[3])
        let status = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        guard status == 0 else {
            let said = (try? String(contentsOf: files[3], encoding: .utf8)) ?? ""
            throw Failure(description: "Python ended with \(status): \(said.suffix(2000))")
        }
        let limits = JSONLimits(maximumSize: 256 << 20, maximumDepth: 64)
        return try JSONParser(limits: limits).parse([UInt8](try Data(contentsOf: files[2])))
    }
}
