public import JSON

/// What a process writes into a partition of receipts before it uses it: from there on only its own receipts count.
///
/// Kafka can't refuse what a former owner's producer still sends, after a pause of its process or of its network. Such a receipt
/// comes after the new owner's claim and is of another claim, so that every reader ignores it.
///
/// A claim's record has a key of its own, so that compaction keeps it among the receipts that it parts: `#claim/<id>`. No
/// approval's key begins with `#`, since an app's alias can't.
public struct ReceiptClaim: Sendable, Hashable {
    /// `<incarnation of the process>.<number of its assignment>`: the `incarnation` of the receipts that are written under it.
    public var id: String
    /// Epoch milliseconds.
    public var at: Int64

    public static let currentVersion = 1
    static let prefix = "#claim/"
    /// The header of a tombstone, which has no value to carry it.
    public static let header = "approval-claim"

    public init(id: String, at: Int64) {
        self.id = id
        self.at = at
    }

    public var key: String { Self.prefix + id }

    /// The id that a record's key claims for; `nil` for the key of a receipt.
    public static func id(inKey key: some Collection<UInt8>) -> String? {
        guard key.starts(with: prefix.utf8) else { return nil }
        return String(decoding: key.dropFirst(prefix.utf8.count), as: UTF8.self)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("v")
        writer.value(Self.currentVersion)
        writer.key("claim")
        writer.value(id)
        writer.key("at")
        writer.value(at)
        writer.endObject()
    }
}
