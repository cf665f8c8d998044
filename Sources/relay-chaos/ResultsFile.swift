import Foundation

/// What is done already, a line of JSON for each step.
struct ResultsFile {
    let path: String
    /// Whether a step that is done was as it must be.
    private var done: [String: Bool] = [:]

    init(_ path: String) {
        self.path = path
        for line in ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n") {
            // A line that a crash cut off counts for nothing.
            guard line.hasPrefix(#"{"step":""#), line.hasSuffix("}"),
                let end = line.dropFirst(9).firstIndex(of: "\"")
            else { continue }
            // What could not be run then may be possible now.
            if line.contains(#""skipped":"#) { continue }
            done[String(line.dropFirst(9)[..<end])] = line.contains(#""sound":true"#)
        }
    }

    /// Nil for a step that is still to be run.
    func wasSound(_ step: String) -> Bool? { done[step] }

    func append(_ line: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data((line + "\n").utf8))
    }
}
