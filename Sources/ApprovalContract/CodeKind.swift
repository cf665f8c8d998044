/// Which of a definition's two codes an instance names.
public enum CodeKind: String, Sendable, Hashable, CaseIterable {
    /// The caller's own, under which the definition was published; the relay puts Feishu's in its place.
    case custom
    /// Feishu's own; sent as it is.
    case feishu
}
