/// Where in a distributed trace something happens: W3C Trace Context (www.w3.org/TR/trace-context). Carried from an event
/// through command and result, so that an upstream system finds its own trace again.
public struct TraceContext: Sendable, Hashable {
    /// 128 bits, not all zero.
    public let traceID: TraceID
    /// 64 bits, not zero.
    public let spanID: UInt64
    /// Whether upstream records this trace.
    public let isSampled: Bool
    /// The trace id is random throughout (level 2 of the recommendation).
    public let isRandom: Bool
    /// What vendors pass along, in its order.
    public let state: TraceState

    public struct TraceID: Sendable, Hashable, CustomStringConvertible {
        public let high: UInt64
        public let low: UInt64

        /// Nil when all bits are zero.
        public init?(high: UInt64, low: UInt64) {
            guard high != 0 || low != 0 else { return nil }
            self.high = high
            self.low = low
        }

        init(nonZeroHigh high: UInt64, low: UInt64) {
            self.high = TraceContext.nonZero(high)
            self.low = low
        }

        /// 32 lower-case hexadecimal digits.
        public var description: String { Hexadecimal.text(high) + Hexadecimal.text(low) }
    }

    /// A trace of its own, for an event that brought none.
    public static func root(isSampled: Bool = false, using generator: inout some RandomNumberGenerator) -> TraceContext
    {
        TraceContext(
            traceID: TraceID(nonZeroHigh: generator.next(), low: generator.next()), spanID: nonZero(generator.next()),
            isSampled: isSampled, isRandom: true, state: TraceState())
    }

    /// A trace of its own that is always the same for the same name, such as an event's source and id: a record that is
    /// processed again after a crash stays in its trace.
    public static func root(named name: String, isSampled: Bool = false) -> TraceContext {
        TraceContext(
            traceID: TraceID(nonZeroHigh: hash(name, seed: 1), low: hash(name, seed: 2)),
            spanID: nonZero(hash(name, seed: 3)), isSampled: isSampled,
            isRandom: false, state: TraceState())
    }

    /// A step within this trace, with a random span id.
    public func child(using generator: inout some RandomNumberGenerator) -> TraceContext {
        child(spanID: generator.next())
    }

    /// A step within this trace whose span id follows from its name, such as a command's id.
    public func child(named name: String) -> TraceContext { child(spanID: Self.hash(name, seed: spanID)) }

    private func child(spanID: UInt64) -> TraceContext {
        TraceContext(
            traceID: traceID, spanID: Self.nonZero(spanID), isSampled: isSampled, isRandom: isRandom, state: state)
    }

    fileprivate static func nonZero(_ value: UInt64) -> UInt64 { value == 0 ? 1 : value }

    /// FNV-1a with a final mix (that of SplitMix64), since FNV alone leaves the high bits of short names alike.
    private static func hash(_ text: String, seed: UInt64) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ (seed &* 0x9e37_79b9_7f4a_7c15)
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        return hash ^ (hash >> 31)
    }
}
