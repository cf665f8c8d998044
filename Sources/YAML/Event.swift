/// What libyaml's parser reports, in our types.
struct Event {
    enum Kind {
        case documentStart(hasTagDirectives: Bool)
        case alias
        case scalar(String, YAMLScalarStyle)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
        /// Nothing that the tree needs.
        case other
    }

    var kind: Kind
    var mark: YAMLMark
    /// As written, without "&" or "*".
    var anchor: String?
    var tag: String?
}
