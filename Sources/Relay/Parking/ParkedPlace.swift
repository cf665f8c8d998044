/// A command's place among those of its key, wherever its record stands.
struct ParkedPlace: Hashable {
    var key: ParkedKey
    /// In the lane's topic.
    var offset: Int64
}
