/// The known name that somebody most likely meant.
enum NearestName {
    /// Nil when nothing is near: more than a third of the letters would have to change.
    static func of(_ name: String, among known: [String]) -> String? {
        let wanted = Array(name.lowercased().replacing("_", with: ".").utf8)
        var best: (name: String, distance: Int)?
        for candidate in known {
            let distance = self.distance(wanted, Array(candidate.utf8))
            if distance < (best?.distance ?? Int.max) { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(2, wanted.count / 3) else { return nil }
        return best.name
    }

    /// Levenshtein's distance.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let change = previous[column] + (letter == other ? 0 : 1)
                current.append(min(change, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
