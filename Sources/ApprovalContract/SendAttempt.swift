/// A send whose call is being made. Written and acknowledged before the call: a process that finds it after a crash knows that
/// the message may have been sent, and since when; without it nothing was sent.
public struct SendAttempt: Sendable, Hashable {
    public var commandID: String
    /// Of the first call that may have reached Feishu, epoch milliseconds.
    public var at: Int64

    public init(commandID: String, at: Int64) {
        self.commandID = commandID
        self.at = at
    }
}
