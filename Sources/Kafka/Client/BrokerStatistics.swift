/// How the connection to one broker does.
public struct BrokerStatistics: Sendable, Hashable {
    /// `host:port/id`.
    public var name: String
    /// Negative for bootstrap addresses.
    public var id: Int32
    /// librdkafka's word: `UP`, `DOWN`, `CONNECT`, `AUTH_REQ`…
    public var state: String
    public var transmittedBytes: Int64
    public var receivedBytes: Int64
    public var connects: Int64
    public var disconnects: Int64
    public var requestTimeouts: Int64
    public var transmitErrors: Int64
    public var receiveErrors: Int64
    /// Mean of the last interval, microseconds; nil without a request in it.
    public var roundTripMicroseconds: Int64?
    /// Mean time that a broker held us back, milliseconds.
    public var throttleMilliseconds: Int64?

    public var isUp: Bool { state == "UP" }
}
