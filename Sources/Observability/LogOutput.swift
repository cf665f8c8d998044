/// Takes finished bytes of the log. Called by one thread at a time, which may wait.
public protocol LogOutput: Sendable {
    /// False when the bytes could not be written.
    func write(_ bytes: [UInt8]) -> Bool
}
