import Foundation

/// The package on disk, found from this file's own place.
enum Package {
    struct File {
        let room: String
        /// Below Sources.
        let path: String
        let source: SwiftSource
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Folders of Sources that hold Swift.
    static func rooms() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path).sorted()
    }

    static func sources() throws -> [File] { try scanned.get() }

    /// Read once for all tests.
    private static let scanned = Result { try scan() }

    private static func scan() throws -> [File] {
        let folder = root.appending(path: "Sources").path
        return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter { $0.hasSuffix(".swift") }
            .map {
                File(
                    room: String($0.prefix { $0 != "/" }), path: $0,
                    source: SwiftSource(try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)))
            }
    }

    /// The dependencies of each room as Package.swift declares them.
    static func declaredImports() throws -> [String: Set<String>] {
        let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let call =
            /(?:room\(|executableTarget\()\s*(?:name: )?"(?<name>[^"]+)"(?:,\s*(?:imports|dependencies): \[(?<list>[^\]]*)\])?/
        var imports: [String: Set<String>] = [:]
        for match in manifest.matches(of: call) {
            let names = (match.output.list ?? "").matches(of: /"([^"]+)"/).map { String($0.output.1) }
            imports[String(match.output.name)] = Set(names)
        }
        return imports
    }
}
