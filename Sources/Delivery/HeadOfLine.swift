/// Finds the record that alone holds a partition's window: nearly all behind it is done, and no more can be taken in.
///
/// Acts only when the window is more than ``fullness`` full and more than ``doneness`` of it is done, at ``confirmations`` looks in a
/// row, so no time has to be chosen for it (after Uber's uForwarder). It names the lowest unfinished record, and no other until that one
/// is done. Knows counts only.
public struct HeadOfLine: Sendable {
    /// Percent.
    public static let fullness = 90
    public static let doneness = 98
    public static let confirmations = 3

    /// Offsets that the window holds.
    public let capacity: Int
    private var acting: Int64?
    private var candidate: Int64?
    private var looks = 0

    public init(capacity: Int) { self.capacity = max(1, capacity) }

    /// The record that is being set aside.
    public var current: Int64? { acting }

    /// - Parameters:
    ///   - lowest: the offset of the lowest unfinished record; `nil` if all is done.
    ///   - tracked: offsets from that one to the highest taken in.
    ///   - done: of those.
    /// - Returns: the offset that is to be set aside, once.
    public mutating func look(lowest: Int64?, tracked: Int, done: Int) -> Int64? {
        if let acting, lowest == nil || lowest != acting { self.acting = nil }
        guard acting == nil, let lowest, isBlocked(tracked: tracked, done: done) else {
            candidate = nil
            looks = 0
            return nil
        }
        looks = candidate == lowest ? looks + 1 : 1
        candidate = lowest
        guard looks >= Self.confirmations else { return nil }
        acting = lowest
        candidate = nil
        looks = 0
        return lowest
    }

    private func isBlocked(tracked: Int, done: Int) -> Bool {
        guard tracked > 0, tracked <= Int.max / 200, done <= tracked else { return false }
        return Double(tracked) * 100 > Double(capacity) * Double(Self.fullness)
            && done * 100 > tracked * Self.doneness
    }
}
