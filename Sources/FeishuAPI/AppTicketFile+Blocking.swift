import FoundationEssentials

extension AppTicketFile {
    /// Reads from the file system. Blocks: for a thread that may.
    public static func readBlocking(
        _ path: String, _ known: Stamp?, _ limit: Int
    ) throws(AppTicketFileError) -> Contents? {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let manager = FileManager.default
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try manager.attributesOfItem(atPath: target)
        } catch {
            throw AppTicketFileError(.missing, path: path, detail: "nothing is there, or it can't be looked at")
        }
        let size = (attributes[.size] as? UInt64).map { Int(clamping: $0) } ?? (attributes[.size] as? Int) ?? 0
        let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let stamp = Stamp(target: target, modified: modified, size: size)
        if stamp == known { return nil }
        guard (attributes[.type] as? FileAttributeType) == .typeRegular else {
            throw AppTicketFileError(.unreadable, path: path, detail: "it is not a regular file")
        }
        guard size <= limit else {
            throw AppTicketFileError(.tooLarge, path: path, detail: "\(size) bytes, at most \(limit)")
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: target))
        } catch {
            throw AppTicketFileError(.unreadable, path: path, detail: "it can't be opened or read")
        }
        guard data.count <= limit else {
            throw AppTicketFileError(.tooLarge, path: path, detail: "\(data.count) bytes, at most \(limit)")
        }
        return Contents(stamp: stamp, bytes: [UInt8](data))
    }
}
