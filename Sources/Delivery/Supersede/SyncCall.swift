public import FeishuTypes

/// The next call to Feishu for an instance, and whose state is in it.
public struct SyncCall: Sendable, Hashable {
    /// Whose bodies are merged, in order; the first is the only one that may be a REPLACE. Of a single one the body is sent as it is, but
    /// for version and code.
    public var carried: [WaitingSync]
    /// Those that a later REPLACE in this call makes needless; their bodies aren't needed.
    public var replaced: [WaitingSync]

    /// The last one: the call carries its version, and the others are answered with its id.
    public var carrier: WaitingSync { carried[carried.count - 1] }
    public var version: Int64 { carrier.version }
    public var mode: UpdateMode { carried[0].header.mode }
    /// Whether the call is just what the carrier alone would be.
    public var isOwnBody: Bool { carried.count == 1 }
}
