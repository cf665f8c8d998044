/// The known name that was most likely meant by an unknown one, or nil when none is close enough to be worth naming.
///
/// Counts insertions, deletions, substitutions and swaps of neighbours (optimal string alignment) without regard to case; at
/// most a third of the longer name may differ. A name that only continues what was written counts as close.
public func nearestName(to unknown: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(unknown.lowercased())
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
        let candidate = Array(name.lowercased())
        guard !candidate.isEmpty, candidate.count <= 64 else { continue }
        var distance = editDistance(wanted, candidate)
        if wanted.count >= 2, candidate.starts(with: wanted) { distance = min(distance, 1) }
        guard distance <= max(1, max(wanted.count, candidate.count) / 3), distance < wanted.count else { continue }
        if distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
        var current = [i + 1]
        for j in b.indices {
            var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
            current.append(cost)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[b.count]
}
