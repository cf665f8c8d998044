/// What a worker's process held at one moment.
public struct UsageSample: Sendable, Hashable {
    public var pid: Int32
    /// Epoch milliseconds.
    public var at: Int64
    /// Bytes of resident memory.
    public var resident: Int64
    public var descriptors: Int

    public init(pid: Int32, at: Int64, resident: Int64, descriptors: Int) {
        self.pid = pid
        self.at = at
        self.resident = resident
        self.descriptors = descriptors
    }
}
