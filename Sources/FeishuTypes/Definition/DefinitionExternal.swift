/// The third party's part of a definition: links, platforms, quick-approval callback, switches.
///
/// `nil` leaves a switch out, which Feishu takes for `false`, in an update too.
public struct DefinitionExternal: Sendable, Hashable {
    /// An i18n key; lists show "来自 …" and prepend the "来自" themselves.
    public var bizName: String?
    public var bizType: String?
    /// Without the link of a platform the definition isn't shown there.
    public var createLinkMobile: String?
    public var createLinkPC: String?
    /// Not both of `supportPC` and `supportMobile` may be false.
    public var supportPC: Bool?
    public var supportMobile: Bool?
    public var supportBatchRead: Bool?
    /// Documented as without effect.
    public var enableMarkReaded: Bool?
    /// Documented as without effect; stored and read back.
    public var enableQuickOperate: Bool?
    public var actionCallbackURL: String?
    /// A secret.
    public var actionCallbackToken: String?
    /// A secret: with it, callbacks are encrypted.
    public var actionCallbackKey: String?
    public var allowBatchOperate: Bool?
    public var excludeEfficiencyStatistics: Bool?

    public init() {}
}
