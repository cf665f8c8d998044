/// A dictionary that holds a bounded number of entries and forgets those that came first. Iterates in the order of arrival.
struct BoundedTable<Key: Hashable, Value> {
    private var values: [Key: Value] = [:]
    private var order: [Key] = []
    private var first = 0
    let capacity: Int
    private(set) var forgotten = 0

    init(capacity: Int) {
        self.capacity = min(max(1, capacity), 10_000_000)
    }

    var count: Int { values.count }

    /// The keys in the order of arrival.
    var keys: ArraySlice<Key> { order[first...] }

    subscript(_ key: Key) -> Value? {
        values[key]
    }

    /// Adds an entry, or changes one in place.
    mutating func set(_ value: Value, for key: Key) {
        if values.updateValue(value, forKey: key) != nil { return }
        order.append(key)
        while values.count > capacity, first < order.count { removeFirst() }
    }

    /// The entry that came first.
    var oldest: Value? { first < order.count ? values[order[first]] : nil }

    mutating func removeFirst() {
        guard first < order.count else { return }
        values[order[first]] = nil
        first += 1
        forgotten += 1
        if first > 1024, first > order.count / 2 {
            order.removeFirst(first)
            first = 0
        }
    }

    /// Gives an entry another key, which counts as arriving now.
    mutating func rename(_ key: Key, to newKey: Key) {
        guard let value = values.removeValue(forKey: key) else { return }
        if let place = order[first...].firstIndex(of: key) { order.remove(at: place) }
        set(value, for: newKey)
    }
}
