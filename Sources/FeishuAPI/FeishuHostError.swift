/// A configured address that can't be Feishu's.
public struct FeishuHostError: Error, Sendable, Hashable, CustomStringConvertible {
    /// `base` or `message base`.
    public let setting: String
    public let address: String
    public let problem: String

    public var description: String {
        // Credentials in an address are one of the problems, so the address itself is not printed in full.
        "The Feishu \(setting) address \(problem); expected something like https://open.feishu.cn."
    }
}
