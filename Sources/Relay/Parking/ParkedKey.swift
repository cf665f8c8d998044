/// Stands for a command's key and its lane's topic, between which there is an order. A hash, since the keys of a long hold may be many; it
/// differs from process to process, so that nobody can choose keys that meet. Two that do only wait for each other.
struct ParkedKey: Hashable, Sendable {
    private let hash: Int

    init(topic: String, key: ArraySlice<UInt8>?) {
        var hasher = Hasher()
        hasher.combine(topic)
        hasher.combine(key)
        hash = hasher.finalize()
    }
}
