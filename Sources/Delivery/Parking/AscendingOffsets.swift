/// A set of offsets whose lowest is at hand. They mostly come ascending and go from the low end: both cost the same however many there are.
struct AscendingOffsets: Sendable {
    private var offsets: [Int64] = []
    private var head = 0

    var isEmpty: Bool { head == offsets.count }
    var first: Int64? { head < offsets.count ? offsets[head] : nil }

    func contains(_ offset: Int64) -> Bool {
        let place = place(of: offset)
        return place < offsets.count && offsets[place] == offset
    }

    /// - Returns: whether it was missing.
    mutating func insert(_ offset: Int64) -> Bool {
        let place = place(of: offset)
        if place < offsets.count, offsets[place] == offset { return false }
        offsets.insert(offset, at: place)
        return true
    }

    /// - Returns: whether it was there.
    mutating func remove(_ offset: Int64) -> Bool {
        let place = place(of: offset)
        guard place < offsets.count, offsets[place] == offset else { return false }
        guard place == head else {
            offsets.remove(at: place)
            return true
        }
        head += 1
        if head == offsets.count {
            offsets = []
            head = 0
        } else if head >= 64, head * 2 >= offsets.count {
            offsets.removeFirst(head)
            head = 0
        }
        return true
    }

    /// Of the first that isn't lower.
    private func place(of offset: Int64) -> Int {
        if let last = offsets.last, last < offset { return offsets.count }
        var (low, high) = (head, offsets.count)
        while low < high {
            let middle = low + (high - low) / 2
            if offsets[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
