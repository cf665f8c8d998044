/// `data` of the answer to a message send or update.
public struct MessageAnswer: Sendable, Hashable {
    /// Up to 19 digits: more than a double can hold. An update may return another one, to be used from then on.
    public var messageID: String?

    public init(messageID: String?) { self.messageID = messageID }
}
