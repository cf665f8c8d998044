/// When each step of a request was finished, since the transfer's start; zero where a step was not reached or not needed
/// (a reused connection has no connect and no TLS).
///
/// Source: `CURLINFO_NAMELOOKUP_TIME_T` and its siblings.
public struct HTTPTimings: Sendable, Hashable {
    private var nameLookupMicroseconds: Int64
    private var connectMicroseconds: Int64
    private var tlsMicroseconds: Int64
    private var firstByteMicroseconds: Int64
    private var totalMicroseconds: Int64

    public var nameLookup: Duration { .microseconds(nameLookupMicroseconds) }
    public var connect: Duration { .microseconds(connectMicroseconds) }
    public var tls: Duration { .microseconds(tlsMicroseconds) }
    public var firstByte: Duration { .microseconds(firstByteMicroseconds) }
    public var total: Duration { .microseconds(totalMicroseconds) }

    /// Microseconds, for a caller that records them as numbers.
    public var totalInMicroseconds: Int64 { totalMicroseconds }

    public init(
        nameLookup: Int64 = 0, connect: Int64 = 0, tls: Int64 = 0, firstByte: Int64 = 0, totalInMicroseconds: Int64 = 0
    ) {
        nameLookupMicroseconds = nameLookup
        connectMicroseconds = connect
        tlsMicroseconds = tls
        firstByteMicroseconds = firstByte
        totalMicroseconds = totalInMicroseconds
    }
}
