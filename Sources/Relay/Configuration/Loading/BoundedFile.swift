import FoundationEssentials

/// Reads files whose size somebody else decides. Blocks; for the start of the process.
enum BoundedFile {
    /// What is there instead of a readable file, to stand behind "found".
    struct Failure: Error {
        var found: String
    }

    /// Follows symbolic links, since mounted configuration and secrets are such.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw Failure(found: "no path") }
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else {
            throw Failure(found: "nothing there (or nothing that may be looked at)")
        }
        switch attributes[.type] as? FileAttributeType {
        case .typeRegular: break
        case .typeDirectory: throw Failure(found: "a directory")
        default: throw Failure(found: "a device, a pipe or a socket")
        }
        let size = (attributes[.size] as? UInt64).map { Int(clamping: $0) } ?? (attributes[.size] as? Int) ?? 0
        guard size <= limit else { throw Failure(found: "\(size) bytes (at most \(limit))") }
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: target)) else {
            throw Failure(found: "a file that can't be opened or read")
        }
        guard data.count <= limit else { throw Failure(found: "\(data.count) bytes (at most \(limit))") }
        return [UInt8](data)
    }

    /// A file that holds one value, without the line break at its end.
    static func readValue(_ path: String, limit: Int = 64 << 10) throws(Failure) -> String {
        var bytes = try read(path, limit: limit)[...]
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(found: "bytes that aren't UTF-8")
        }
        return text
    }
}
