/// One decoder, and what must hold of it whatever bytes it is given.
protocol FuzzTarget {
    /// Inputs to begin with.
    var seeds: [[UInt8]] { get }
    /// Words of the format, which mutations put in.
    var words: [String] { get }

    /// Traps (``require(_:_:)``) on whatever must not be.
    mutating func judge(_ bytes: [UInt8])
}
