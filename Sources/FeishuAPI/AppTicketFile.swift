/// A store app's `app_ticket` in a file that something else keeps up to date.
///
/// Reading blocks, so it is a closure: the caller runs it on a thread of its choice, never on the transport's.
public struct AppTicketFile: Sendable {
    /// Tells one state of a file from another without reading it.
    public struct Stamp: Sendable, Hashable {
        /// Where the path leads once symbolic links are followed: mounted secrets change by a link's new target.
        public let target: String
        /// Seconds since 1970.
        public let modified: Double
        public let size: Int

        public init(target: String, modified: Double, size: Int) {
            self.target = target
            self.modified = modified
            self.size = size
        }
    }

    /// A file's contents, not longer than asked for, and its stamp.
    public struct Contents: Sendable {
        public let stamp: Stamp
        public let bytes: [UInt8]

        public init(stamp: Stamp, bytes: [UInt8]) {
            self.stamp = stamp
            self.bytes = bytes
        }
    }

    /// Reads `path` unless its stamp is still `known` (then nil). Throws ``AppTicketFileError`` for a file that isn't
    /// there, can't be read or has more than `limit` bytes.
    public typealias Reader =
        @Sendable (_ path: String, _ known: Stamp?, _ limit: Int) async throws(AppTicketFileError) -> Contents?

    public static let largestTicket = 4096

    public let path: String
    private let interval: Duration
    private let reader: Reader
    private var known: Stamp?
    private var next: ContinuousClock.Instant?

    public init(path: String, interval: Duration = .seconds(5), reader: @escaping Reader) {
        self.path = path
        self.interval = interval
        self.reader = reader
    }

    /// The ticket if the file changed since the last look; nil if it didn't, or if the interval isn't over. A file that
    /// fails is looked at again after the interval; the caller keeps the ticket that it has.
    public mutating func check(
        _ now: ContinuousClock.Instant
    ) async throws(AppTicketFileError) -> Secret? {
        if let next, now < next { return nil }
        next = now.advanced(by: interval)
        guard let contents = try await reader(path, known, Self.largestTicket) else { return nil }
        guard contents.bytes.count <= Self.largestTicket,
            let ticket = Secret(visible: String(decoding: contents.bytes, as: UTF8.self), limit: Self.largestTicket)
        else {
            throw AppTicketFileError(
                .unusable, path: path, detail: "expected one line of visible ASCII, at most \(Self.largestTicket) bytes"
            )
        }
        known = contents.stamp
        return ticket
    }
}
