/// An instance about which Feishu is asked, with the versions that it must have.
public struct ConfirmationQuestion<Key: Hashable & Sendable>: Sendable, Hashable {
    public var key: Key
    public var instanceID: String
    public var version: Int64
    /// By task id; sorted.
    public var tasks: [Task]
    /// Names what is asked: an answer to an earlier question of the key says nothing.
    var number: Int

    public struct Task: Sendable, Hashable {
        public var id: String
        public var version: Int64
    }
}
