extension StringProtocol {
    /// What stands before the first occurrence of a word; nil where it doesn't occur.
    func prefixBefore(_ word: String) -> String? {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(word) { return String(self[..<rest.startIndex]) }
            rest = rest.dropFirst()
        }
        return nil
    }
}
