import ApprovalContract

/// What order holds for: an approval within a lane. One command of it runs at a time, live or bulk; live ones go first.
struct LaneKey: Hashable {
    var lane: Lane
    /// The record key, `app:key`.
    var key: String

    /// The same approval in two lanes is rare enough to share a hash.
    func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
