/// Finds what is twice in a list: by comparing while the list is short, by a dictionary when it is long.
struct RepeatFinder {
    private var indices: [String: Int] = [:]
    private let isLong: Bool

    init(count: Int) { isLong = count > 16 }

    /// Where the same name was before. To be asked for each index in turn.
    mutating func earlier<Element>(
        _ name: String, at index: Int, in list: [Element], _ path: KeyPath<Element, String>
    ) -> Int? {
        guard isLong else { return list[..<index].firstIndex { $0[keyPath: path] == name } }
        if let first = indices[name] { return first }
        indices[name] = index
        return nil
    }
}
