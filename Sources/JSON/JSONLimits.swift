/// What a `JSONParser` accepts at most. Both bounds are checked before or while parsing, never after memory was spent on the
/// rest of a document.
public struct JSONLimits: Sendable, Hashable {
    /// Bytes of one document. At most 1 GiB: indexes on the tape have 32 bits.
    public var maximumSize: Int {
        didSet { maximumSize = Self.clamped(maximumSize, to: Self.sizes) }
    }

    /// Arrays and objects that may be open at once, an empty one not counted; a scalar at the root has depth 0. At most 65,536.
    public var maximumDepth: Int {
        didSet { maximumDepth = Self.clamped(maximumDepth, to: Self.depths) }
    }

    /// Values outside the possible range are moved to its nearest end.
    public init(maximumSize: Int = 16 << 20, maximumDepth: Int = 64) {
        self.maximumSize = Self.clamped(maximumSize, to: Self.sizes)
        self.maximumDepth = Self.clamped(maximumDepth, to: Self.depths)
    }

    private static let sizes = 0...(1 << 30)
    private static let depths = 0...65_536

    private static func clamped(_ value: Int, to range: ClosedRange<Int>) -> Int {
        min(max(value, range.lowerBound), range.upperBound)
    }
}
