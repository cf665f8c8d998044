import ApprovalContract

/// What order holds for: an approval within a lane. Live and bulk records of it share their turns.
struct LaneKey: Hashable {
    var lane: Lane
    /// The record key, `app:key`.
    var key: String
}
