internal import CFuzzer

/// What a decoder may take of the heap: twenty times what it is given, and what it takes for nothing.
enum MemoryBound {
    static let factor = 20
    /// For trees of YAML, in which a value of two bytes is a node of 56. Their nodes are counted: a file can't take more than some 17 MB.
    static let treeFactor = 100
    /// For the buffers with which parsers begin, tables that are made at the first use, and messages about what is wrong.
    static let allowance = 256 * 1024

    /// Does the work; traps if it took more at any moment.
    static func keep<Result>(for size: Int, factor: Int = factor, _ work: () -> Result) -> Result {
        let before = cfuzzer_heap_begin()
        let result = work()
        let taken = cfuzzer_heap_peak() - before
        require(
            taken <= factor * size + allowance,
            "\(size) bytes took \(taken) of the heap, which is more than \(factor) times as many and \(allowance)")
        return result
    }
}
