import Foundation
import Synchronization

/// A folder for what a benchmark writes; gone when it ends.
enum Workspace {
    private static let made = Mutex<URL?>(nil)

    static func folder() throws -> URL {
        try made.withLock { made in
            if let made { return made }
            let folder = FileManager.default.temporaryDirectory.appending(path: "relay-bench-\(getpid())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            Cleanup.add { try? FileManager.default.removeItem(at: folder) }
            made = folder
            return folder
        }
    }
}
