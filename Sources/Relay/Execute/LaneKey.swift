import ApprovalContract

/// What order holds for: an approval within a lane. Live and bulk records of it share their turns.
struct LaneKey: Hashable {
    var lane: Lane
    /// The record key, `app:key`.
    var key: String

    /// The same approval in two lanes is rare enough to share a hash.
    func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
