public import JSON

/// How often a command's call has failed so far, so that who goes on with it after a restart goes on counting. Part of the receipt
/// (`"retry"`): written with each failure that counts, gone with the command's outcome. A command that succeeds at once never has one.
///
/// Of a call for several syncs it names the carrier.
public struct RetryMark: Sendable, Hashable {
    /// Greater numbers weren't counted by anybody: what has been read is bounded.
    public static let maximumAttempts = 1_000_000
    /// Milliseconds; far beyond any age or time that is configured or met (the year 9999).
    static let maximumTime: Int64 = 253_402_300_799_999

    public var commandID: String
    /// Counted failures, at least 1.
    public var attempts: Int
    /// Epoch milliseconds.
    public var firstFailedAt: Int64
    /// Since the first failure, in milliseconds during which calls could be made.
    public var openTime: Int64

    /// Numbers beyond their bounds are taken for the bound.
    public init(commandID: String, attempts: Int, firstFailedAt: Int64, openTime: Int64) {
        self.commandID = commandID
        self.attempts = min(max(attempts, 1), Self.maximumAttempts)
        self.firstFailedAt = min(max(firstFailedAt, 0), Self.maximumTime)
        self.openTime = min(max(openTime, 0), Self.maximumTime)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(commandID)
        writer.key("attempts")
        writer.value(attempts)
        writer.key("first_failed_at")
        writer.value(firstFailedAt)
        writer.key("open")
        writer.value(openTime)
        writer.endObject()
    }

    /// `nil` for what lacks a part: then the count begins anew.
    public init?(reading value: JSONValue) {
        guard let id = value["id"]?.stringValue, let attempts = value["attempts"]?.int64,
            let first = value["first_failed_at"]?.int64, let open = value["open"]?.int64
        else { return nil }
        self.init(commandID: id, attempts: Int(clamping: attempts), firstFailedAt: first, openTime: open)
    }
}
