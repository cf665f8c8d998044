extension JSONKeyTable {
    /// The name that was probably meant by `name`, for "did you mean": the one that differs in at most a third of its characters
    /// (and at most three), `camelCase` and `snake_case` counted as the same. Nil when none is near, or `name` has more than 64
    /// bytes: a hostile name costs nothing.
    ///
    /// - Parameter bound: how many characters may differ at most, where three are too many.
    public func nearest(to name: String, within bound: Int = 3) -> String? {
        guard name.utf8.count <= Self.longestName else { return nil }
        let wanted = Self.folded(name)
        var best: (name: String, distance: Int)?
        for candidate in names where candidate.utf8.count <= Self.longestName {
            let folded = Self.folded(candidate)
            let allowed = min(bound, max(folded.count, wanted.count) / 3, (best?.distance ?? .max) - 1)
            guard allowed >= 0, abs(folded.count - wanted.count) <= allowed else { continue }
            let distance = Self.distance(wanted, folded)
            if distance <= allowed { best = (candidate, distance) }
        }
        return best?.name
    }

    private static let longestName = 64

    private static func folded(_ name: String) -> [UInt8] {
        name.utf8.compactMap { byte in
            switch byte {
            case UInt8(ascii: "_"), UInt8(ascii: "-"): nil
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
            default: byte
            }
        }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal string alignment).
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            for j in 0..<b.count {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
