import Digest

/// A command's identity: the same event always makes the same ids, on every replica and after every restart.
///
/// base64url of the first 24 bytes of SHA-256 over the length-prefixed (4 bytes, big-endian) UTF-8 of `source`, `id`,
/// `kind` and `slot`. An undecodable event has no source and id: topic, partition and offset stand for them. The test
/// vectors are frozen, since receipts and readers keep ids for months.
public enum CommandID {
    public static func make(source: String, id: String, kind: String, slot: String) -> String {
        make(parts: [source, id, kind, slot])
    }

    public static func make(source: String, id: String, kind: CommandKind, slot: String) -> String {
        make(parts: [source, id, kind.rawValue, slot])
    }

    /// The id for a record whose event can't be read.
    public static func make(origin: EventOrigin, kind: String, slot: String) -> String {
        make(parts: [origin.topic, String(origin.partition), String(origin.offset), kind, slot])
    }

    private static func make(parts: [String]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        for part in parts {
            let length = UInt32(truncatingIfNeeded: part.utf8.count)
            bytes.append(UInt8(truncatingIfNeeded: length >> 24))
            bytes.append(UInt8(truncatingIfNeeded: length >> 16))
            bytes.append(UInt8(truncatingIfNeeded: length >> 8))
            bytes.append(UInt8(truncatingIfNeeded: length))
            bytes.append(contentsOf: part.utf8)
        }
        return SHA256.digest(of: bytes).base64URL(prefixBytes: 24)
    }
}
